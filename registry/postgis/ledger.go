package postgis

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// NumberLive lets number decide the codes of a county's published grids in an adopted scheme, and writes them down for ever.
func (s *Store) NumberLive(ctx context.Context, county, scheme string, actor registry.Actor, number registry.Numbering) (issues []registry.Issue, err error) {
	a := &act{actor: actor, action: "number grids", subject: scheme}
	err = s.write(ctx, a, func(tx pgx.Tx) error {
		live, err := grids(ctx, tx, county)
		if err != nil {
			return err
		}
		issues, _, err = decide(ctx, tx, a, registry.Draft{County: county, Grids: live, Count: len(live)}, scheme, number)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("number grids: %w", err)
	}
	return issues, nil
}

// decide hands grids and ledger to number, alone in the county, and writes down what it issues.
func decide(ctx context.Context, tx pgx.Tx, a *act, d registry.Draft, scheme string, number registry.Numbering) ([]registry.Issue, []string, error) {
	a.county = d.County
	if err := alone(ctx, tx, "codes "+d.County); err != nil {
		return nil, nil, err
	}
	l, err := ledger(ctx, tx, d.County, scheme)
	if err != nil {
		return nil, nil, err
	}
	issues, codes, err := number(d, l)
	if err != nil {
		return nil, nil, err
	}
	a.nothing = len(issues) == 0
	a.details = map[string]int{"issued": len(issues)}
	return issues, codes, issue(ctx, tx, d.County, a.actor, issues)
}

// ledger reads what a numbering has to respect; whoever is alone with the county's codes keeps it from changing.
func ledger(ctx context.Context, q querier, county, scheme string) (l registry.Ledger, err error) {
	if l.Issued, err = issued(ctx, q, county, scheme); err != nil {
		return l, err
	}
	l.Reserves, err = reserves(ctx, q, county)
	return l, err
}

// PutCodes enters codes that are in use elsewhere into the ledger, so that they are never issued again.
func (s *Store) PutCodes(ctx context.Context, im registry.Import, codes []registry.Issue) (registry.Import, error) {
	a := &act{actor: im.Actor, action: "import codes", county: im.County}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "codes "+im.County); err != nil {
			return err
		}
		known, err := issued(ctx, tx, im.County, everyScheme)
		if err != nil {
			return err
		}
		if err := asRead(known, codes); err != nil {
			return err
		}
		fresh, tally := news(known, codes, ledgerKey, registry.Issue.Covers)
		im.Tally = tally
		if a.nothing = !tally.Any(); a.nothing {
			return nil
		}
		a.details = details(im)
		if err := issue(ctx, tx, im.County, im.Actor, fresh); err != nil {
			return err
		}
		return remember(ctx, tx, im)
	})
	if err != nil {
		return registry.Import{}, fmt.Errorf("store codes: %w", err)
	}
	return im, nil
}

func ledgerKey(i registry.Issue) string { return i.Scheme + "/" + i.Code }

// asRead refuses codes that the ledger came to know otherwise since the file was held against it.
func asRead(known, codes []registry.Issue) error {
	byCode, byGrid := map[string]registry.Issue{}, map[string]string{}
	for _, k := range known {
		byCode[ledgerKey(k)] = k
		byGrid[k.Scheme+"/"+k.Grid] = k.Code
	}
	for _, c := range codes {
		have, taken := byCode[ledgerKey(c)]
		other, has := byGrid[c.Scheme+"/"+c.Grid]
		if taken && !have.Covers(c) || c.Grid != "" && has && other != c.Code {
			return fmt.Errorf("%w: the ledger knows code %s of grid %q otherwise by now: import the file again to see how 台账已变化，请重新导入", registry.ErrConflict, c.Code, c.Grid)
		}
	}
	return nil
}
