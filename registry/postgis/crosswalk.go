package postgis

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// crossingColumns are those that crossings of proposals and of revisions end with.
var crossingColumns = []string{ //nolint:gochecknoglobals // a constant list
	"area_m2", "area_share", "grid_area_share", "population", "population_share", "grid_population_share", "household_share", "grid_household_share", "class", "noise",
}

func crossingArgs(c registry.Crossing) []any {
	return []any{c.AreaM2, c.OfLegacy, c.OfGrid, c.People, c.PeopleOfLegacy, c.PeopleOfGrid, c.HouseholdsOfLegacy, c.HouseholdsOfGrid, string(c.Class), c.Noise}
}

// crossingOf reads network, legacy code, number, code and the columns above.
func crossingOf(row pgx.CollectableRow) (c registry.Crossing, err error) {
	err = row.Scan(append([]any{&c.Network, &c.LegacyCode, &c.Number, &c.Code}, crossingFields(&c)...)...)
	return c, err
}

func crossingFields(c *registry.Crossing) []any {
	return []any{
		&c.AreaM2, &c.OfLegacy, &c.OfGrid, &c.People, &c.PeopleOfLegacy, &c.PeopleOfGrid, &c.HouseholdsOfLegacy, &c.HouseholdsOfGrid, &c.Class, &c.Noise,
	}
}

// crosswalks lists those of the revisions after one, by revision.
func crosswalks(ctx context.Context, q querier, since int) (out []registry.Crosswalk, err error) {
	rows, err := q.Query(ctx, crosswalkSQL, since)
	if err != nil {
		return nil, err
	}
	var revision int
	var county string
	var c registry.Crossing
	to := append([]any{&revision, &county, &c.Network, &c.LegacyCode, &c.Code}, crossingFields(&c)...)
	_, err = pgx.ForEachRow(rows, to, func() error {
		if n := len(out); n == 0 || out[n-1].Revision != revision {
			out = append(out, registry.Crosswalk{Revision: revision, County: county})
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, c)
		return nil
	})
	return out, err
}

// putCrosswalk writes down the crosswalk of a revision; codes[n-1] is the code of the grid that a crossing names by its number.
func putCrosswalk(ctx context.Context, tx pgx.Tx, rev registry.Revision, crosswalk []registry.Crossing, codes []string) error {
	versions, err := legacyVersions(ctx, tx, rev.County)
	if err != nil {
		return err
	}
	rows := make([][]any, len(crosswalk))
	for i, c := range crosswalk {
		version, known := versions[[2]string{c.Network, c.LegacyCode}]
		switch {
		case c.LegacyCode != "" && !known:
			return fmt.Errorf("%w: the crosswalk names a grid %s of network %s that is not there", registry.ErrInvalid, c.LegacyCode, c.Network)
		case c.Number < 0 || c.Number > len(codes):
			return fmt.Errorf("%w: the crosswalk names grid %d; the draft has %d", registry.ErrInvalid, c.Number, len(codes))
		case c.Number > 0:
			c.Code = codes[c.Number-1]
		}
		rows[i] = append([]any{rev.Number, rev.County, c.Network, textArg(c.LegacyCode), version, textArg(c.Code)}, crossingArgs(c)...)
	}
	columns := append([]string{"revision", "county", "network", "legacy_code", "legacy_grid", "code"}, crossingColumns...)
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"crosswalk"}, columns, pgx.CopyFromRows(rows))
	return err
}

// legacyVersions gives the ids of the live versions of a county's legacy grids, by network and code.
func legacyVersions(ctx context.Context, tx pgx.Tx, county string) (map[[2]string]*int64, error) {
	rows, err := tx.Query(ctx, legacyVersionsSQL, county)
	if err != nil {
		return nil, err
	}
	out := map[[2]string]*int64{}
	var network, code string
	var id int64
	_, err = pgx.ForEachRow(rows, []any{&network, &code, &id}, func() error {
		version := id
		out[[2]string{network, code}] = &version
		return nil
	})
	return out, err
}
