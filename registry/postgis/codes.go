package postgis

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wangge/gridcode"
	"wangge/registry"
)

// everyScheme stands for all schemes where a query asks for one.
const everyScheme = ""

func lives(ctx context.Context, q querier, since int) ([]registry.Life, error) {
	rows, err := q.Query(ctx, livesSQL, since)
	return collect(rows, err, func(row pgx.CollectableRow) (l registry.Life, err error) {
		err = row.Scan(&l.Code, &l.Name, &l.From, &l.To)
		return l, err
	})
}

func lineage(ctx context.Context, q querier, since int) ([]registry.Lineage, error) {
	rows, err := q.Query(ctx, lineageSQL, since)
	return collect(rows, err, func(row pgx.CollectableRow) (l registry.Lineage, err error) {
		err = row.Scan(&l.Revision, &l.Predecessor, &l.Successor,
			&l.AreaShare, &l.PopulationShare, &l.SuccessorAreaShare, &l.SuccessorPopulationShare)
		return l, err
	})
}

// Reserves lists the reserved ranges of a county that hold now.
func (s *Store) Reserves(ctx context.Context, county string) ([]registry.Reserve, error) {
	return reserves(ctx, s.pool, county)
}

func reserves(ctx context.Context, q querier, county string) ([]registry.Reserve, error) {
	rows, err := q.Query(ctx, reservesSQL, county)
	return collect(rows, err, func(row pgx.CollectableRow) (r registry.Reserve, err error) {
		err = row.Scan(&r.Scheme, &r.Division, &r.From, &r.To, &r.Kind, &r.Note)
		return r, err
	})
}

// PutReserve reserves a range.
func (s *Store) PutReserve(ctx context.Context, r registry.Reserve, actor registry.Actor) error {
	a := &act{actor: actor, action: "reserve codes", subject: rangeOf(r), details: r, hidden: true}
	err := s.write(ctx, a, func(tx pgx.Tx) (err error) {
		if a.county, err = countyOf(ctx, tx, r.Division); err != nil {
			return err
		}
		if err := alone(ctx, tx, "codes "+a.county); err != nil {
			return err
		}
		if err := mayReserve(ctx, tx, r); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, putReserveSQL, r.Scheme, r.Division, r.From, r.To, r.Kind, r.Note, actor.Name)
		return err
	})
	if err != nil {
		return fmt.Errorf("reserve codes: %w", err)
	}
	return nil
}

// countyOf gives the county of an open division.
func countyOf(ctx context.Context, tx pgx.Tx, division string) (county string, err error) {
	err = tx.QueryRow(ctx, `SELECT county FROM division WHERE code = $1 AND valid_to IS NULL`, division).Scan(&county)
	if errors.Is(err, pgx.ErrNoRows) {
		err = fmt.Errorf("%w: there is no division %q: name a county, a town or a community of the division table 区划表中没有该区划", registry.ErrInvalid, division)
	}
	return county, err
}

// mayReserve says in words what the database would refuse by the names of its constraints.
func mayReserve(ctx context.Context, tx pgx.Tx, r registry.Reserve) error {
	if r.From < 0 || r.From > r.To {
		return fmt.Errorf("%w: a range runs from the lower number to the higher one, not from %d to %d 号段应由小到大", registry.ErrInvalid, r.From, r.To)
	}
	held := r
	err := tx.QueryRow(ctx, reservedSQL, r.Scheme, r.Division, r.From, r.To).Scan(&held.Division, &held.From, &held.To)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil
	case err != nil:
		return err
	default:
		return fmt.Errorf("%w: %s is reserved already: end that first, or take numbers outside of it 号段已被预留，请先撤销或另选号段", registry.ErrConflict, rangeOf(held))
	}
}

// EndReserve gives a reserved range free again.
func (s *Store) EndReserve(ctx context.Context, r registry.Reserve, actor registry.Actor) error {
	a := &act{actor: actor, action: "end reserve", subject: rangeOf(r), hidden: true}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, endReserveSQL, r.Scheme, r.Division, r.From, r.To).Scan(&a.county)
		if errors.Is(err, pgx.ErrNoRows) {
			err = fmt.Errorf("%w: %s is not a reserved range: name one as it was reserved, from its first number to its last 没有该预留号段", registry.ErrNotFound, rangeOf(r))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("end reserve: %w", err)
	}
	return nil
}

func rangeOf(r registry.Reserve) string {
	return fmt.Sprintf("%s %s %d-%d", r.Scheme, r.Division, r.From, r.To)
}

// Schemes lists the schemes that a county adopted, by name.
func (s *Store) Schemes(ctx context.Context, county string) ([]registry.Adoption, error) {
	return schemes(ctx, s.pool, county)
}

func schemes(ctx context.Context, q querier, county string) ([]registry.Adoption, error) {
	rows, err := q.Query(ctx, schemesSQL, county)
	return collect(rows, err, func(row pgx.CollectableRow) (a registry.Adoption, err error) {
		err = row.Scan(&a.County, &a.Scheme, &a.Definition, &a.Object)
		return a, err
	})
}

// AdoptScheme lets a county issue codes of a scheme besides cn15. What was adopted stays as it is: codes were read by it.
func (s *Store) AdoptScheme(ctx context.Context, ad registry.Adoption, actor registry.Actor) error {
	a := &act{actor: actor, action: "adopt scheme", county: ad.County, subject: ad.Scheme, details: ad}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "schemes"); err != nil {
			return err
		}
		known, err := mayAdopt(ctx, tx, ad)
		if a.nothing = known; known || err != nil {
			return err
		}
		_, err = tx.Exec(ctx, adoptSQL, ad.County, ad.Scheme, ad.Definition, ad.Object, actor.Name)
		return err
	})
	if err != nil {
		return fmt.Errorf("adopt scheme: %w", err)
	}
	return nil
}

// mayAdopt refuses in words; known says that the county has just this scheme already. A name means one scheme in all counties.
func mayAdopt(ctx context.Context, tx pgx.Tx, ad registry.Adoption) (known bool, err error) {
	if ad.Scheme == gridcode.CN15.Name {
		return false, fmt.Errorf("%w: %s is the registry's own scheme, which every county has", registry.ErrInvalid, ad.Scheme)
	}
	if _, err := countyOf(ctx, tx, ad.County); err != nil {
		return false, err
	}
	adopted, err := schemes(ctx, tx, everyCounty)
	for _, have := range adopted {
		here := have.County == ad.County
		if have.Scheme != ad.Scheme {
			continue
		}
		if here && have.Object != ad.Object || !sameJSON(have.Definition, ad.Definition) {
			return false, fmt.Errorf("%w: county %s adopted scheme %s otherwise already, and codes are read by what it adopted: give the changed scheme a name of its own 该名称的方案已被采用且内容不同，请另取名称",
				registry.ErrConflict, have.County, ad.Scheme)
		}
		known = known || here
	}
	return known, err
}

// sameJSON compares what two texts say, not how: the database writes them its own way.
func sameJSON(a, b []byte) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && alike(x, y)
}
