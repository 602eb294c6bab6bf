package postgis

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/ewkb"

	"wangge/geo"
	"wangge/registry"
)

// PutProposal stores a proposal with its grids, crosswalk and faces.
func (s *Store) PutProposal(ctx context.Context, p registry.Proposal, crosswalk []registry.Crossing, faces []registry.Face) (registry.Proposal, error) {
	a := &act{actor: p.Actor, action: "propose", county: p.County, subject: p.ID.String(), hidden: true}
	p.Count = len(p.Grids)
	a.details = map[string]any{"name": p.Name, "grids": p.Count, "cancelled": p.Cancelled}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := knownCounty(ctx, tx, p.County); err != nil {
			return err
		}
		at, err := putProposal(ctx, tx, p)
		if err != nil {
			return err
		}
		p.At = at
		if err := putProposedGrids(ctx, tx, p); err != nil {
			return err
		}
		if err := putProposedCrosswalk(ctx, tx, p.ID, crosswalk); err != nil {
			return err
		}
		return putFaces(ctx, tx, p.ID, faces)
	})
	if err != nil {
		return registry.Proposal{}, fmt.Errorf("store proposal: %w", err)
	}
	return p, nil
}

func knownCounty(ctx context.Context, q querier, county string) error {
	var known bool
	err := q.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM division WHERE code = $1 AND level = 'county')`, county).Scan(&known)
	if err == nil && !known {
		err = fmt.Errorf("%w: there is no county %s", registry.ErrNotFound, county)
	}
	return err
}

func putProposal(ctx context.Context, tx pgx.Tx, p registry.Proposal) (at time.Time, err error) {
	err = tx.QueryRow(ctx, putProposalSQL, p.ID, p.County, p.Name, p.Base, p.Networks, p.Options, p.Report, p.Cancelled, p.Actor.Name, p.Actor.Reason).Scan(&at)
	return at.UTC(), err
}

func putProposedGrids(ctx context.Context, tx pgx.Tx, p registry.Proposal) error {
	n := 0
	return sendAll(ctx, tx, putProposalGridsSQL, p.Grids, func(g registry.Proposed) ([]any, error) {
		n++
		shape, err := shapeArg(g.Shape)
		return []any{p.ID, n, g.Community, g.Name, g.Kind, shape, g.AreaM2, g.People, g.Households, g.Main, g.MovedShare, g.Reason}, err
	})
}

func putProposedCrosswalk(ctx context.Context, tx pgx.Tx, id uuid.UUID, rows []registry.Crossing) error {
	columns := append([]string{"proposal", "network", "legacy_code", "n"}, crossingColumns...)
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"proposal_crosswalk"}, columns, pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) {
		c := rows[i]
		return append([]any{[16]byte(id), c.Network, textArg(c.LegacyCode), numberArg(c.Number)}, crossingArgs(c)...), nil
	}))
	return err
}

func putFaces(ctx context.Context, tx pgx.Tx, id uuid.UUID, faces []registry.Face) error {
	n := 0
	return sendAll(ctx, tx, putProposalFacesSQL, faces, func(f registry.Face) ([]any, error) {
		n++
		shape, err := ewkb.Marshal(f.Shape.Orb(), srid)
		return []any{id, n, shape, f.Community, f.AreaM2, f.People, f.Households, f.Owners, f.Sliver, f.Grid + 1}, err
	})
}

// numberArg gives a number, 0 as NULL.
func numberArg(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// Proposals lists the proposals of a county, newest first, without their grids.
func (s *Store) Proposals(ctx context.Context, county string) ([]registry.Proposal, error) {
	rows, err := s.pool.Query(ctx, proposalsSQL, county, nil)
	return collect(rows, err, proposalOf)
}

func proposalOf(row pgx.CollectableRow) (p registry.Proposal, err error) {
	var draft *uuid.UUID
	err = row.Scan(&p.ID, &p.County, &p.Name, &p.Base, &p.Networks, &p.Options, &p.Report, &p.Cancelled, &p.Actor.Name, &p.Actor.Reason, &p.At, &draft, &p.Count)
	p.At, p.Draft = p.At.UTC(), idOf(draft)
	return p, err
}

// Proposal gives a proposal with its grids.
func (s *Store) Proposal(ctx context.Context, id uuid.UUID) (registry.Proposal, error) {
	rows, err := s.pool.Query(ctx, proposalsSQL, everyCounty, id)
	found, err := collect(rows, err, proposalOf)
	if err != nil {
		return registry.Proposal{}, err
	}
	if len(found) == 0 {
		return registry.Proposal{}, noProposal(id)
	}
	p := found[0]
	rows, err = s.pool.Query(ctx, proposalGridsSQL, id)
	p.Grids, err = collect(rows, err, proposedOf)
	return p, err
}

func noProposal(id uuid.UUID) error {
	return fmt.Errorf("%w: there is no proposal %s 没有该方案", registry.ErrNotFound, id)
}

func proposedOf(row pgx.CollectableRow) (g registry.Proposed, err error) {
	var shape []byte
	if err = row.Scan(&g.Community, &g.Name, &g.Kind, &shape, &g.AreaM2, &g.People, &g.Households, &g.Main, &g.MovedShare, &g.Reason); err == nil {
		g.Shape, err = shapeOf(shape)
	}
	return g, err
}

// ProposalCrosswalk gives the crosswalk of a proposal.
func (s *Store) ProposalCrosswalk(ctx context.Context, id uuid.UUID) ([]registry.Crossing, error) {
	return partsOf(ctx, s, id, proposalCrosswalkSQL, crossingOf)
}

// ProposalFaces gives the faces of a proposal.
func (s *Store) ProposalFaces(ctx context.Context, id uuid.UUID) ([]registry.Face, error) {
	return partsOf(ctx, s, id, proposalFacesSQL, faceOf)
}

// partsOf reads rows of a proposal that is there.
func partsOf[T any](ctx context.Context, s *Store, id uuid.UUID, statement string, of pgx.RowToFunc[T]) ([]T, error) {
	rows, err := s.pool.Query(ctx, statement, id)
	out, err := collect(rows, err, of)
	if err != nil || len(out) > 0 {
		return out, err
	}
	var known bool
	err = s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM proposal WHERE id = $1)`, id).Scan(&known)
	if err == nil && !known {
		err = noProposal(id)
	}
	return out, kindOf(err)
}

func faceOf(row pgx.CollectableRow) (f registry.Face, err error) {
	var shape, owners []byte
	if err = row.Scan(&shape, &f.Community, &f.AreaM2, &f.People, &f.Households, &owners, &f.Sliver, &f.Grid); err != nil {
		return f, err
	}
	f.Grid--
	if err = json.Unmarshal(owners, &f.Owners); err == nil {
		f.Shape, err = polygonOf(shape)
	}
	return f, err
}

func polygonOf(b []byte) (geo.Polygon, error) {
	g, _, err := ewkb.Unmarshal(b)
	if err != nil {
		return nil, fmt.Errorf("stored geometry: %w", err)
	}
	p, ok := g.(orb.Polygon)
	if !ok {
		return nil, fmt.Errorf("stored geometry: a %T is no polygon", g)
	}
	m, err := geo.FromOrb(p)
	if err != nil {
		return nil, err
	}
	return m[0], nil
}

// DropProposal forgets a proposal; a draft that was made of it stays.
func (s *Store) DropProposal(ctx context.Context, id uuid.UUID, actor registry.Actor) error {
	a := &act{actor: actor, action: "drop proposal", subject: id.String(), hidden: true}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `DELETE FROM proposal WHERE id = $1 RETURNING county`, id).Scan(&a.county)
		if errors.Is(err, pgx.ErrNoRows) {
			return noProposal(id)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("drop proposal: %w", err)
	}
	return nil
}
