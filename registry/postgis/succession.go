package postgis

import (
	"context"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// putLineage lets succeed say who became whom at a revision whose grids are written, and writes that down. It reads what
// the revision changed alone: a grid that stayed as it was shares ground with none that did not.
func putLineage(ctx context.Context, tx pgx.Tx, rev registry.Revision, succeed registry.Succession) error {
	if rev.Tally.Added+rev.Tally.Removed == 0 {
		return nil // every code kept its grid
	}
	before, err := changedGrids(ctx, tx, rev.County, 0, rev.Number)
	if err != nil || len(before) == 0 {
		return err
	}
	after, err := changedGrids(ctx, tx, rev.County, rev.Number, 0)
	if err != nil {
		return err
	}
	buildings, err := changedBuildings(ctx, tx, rev)
	if err != nil {
		return err
	}
	return sendAll(ctx, tx, putLineageSQL, succeed(before, after, buildings), func(l registry.Lineage) ([]any, error) {
		return []any{
			rev.Number, l.Predecessor, l.Successor, l.AreaShare, l.PopulationShare, l.SuccessorAreaShare, l.SuccessorPopulationShare,
		}, nil
	})
}

func changedGrids(ctx context.Context, tx pgx.Tx, county string, begun, ended int) ([]registry.Grid, error) {
	rows, err := tx.Query(ctx, changedGridsSQL, county, begun, ended)
	return collect(rows, err, gridOf)
}

func changedBuildings(ctx context.Context, tx pgx.Tx, rev registry.Revision) ([]registry.Building, error) {
	rows, err := tx.Query(ctx, changedBuildingsSQL, rev.County, rev.Number)
	return collect(rows, err, buildingOf)
}
