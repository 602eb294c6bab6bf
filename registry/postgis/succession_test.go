package postgis_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb/encoding/ewkb"

	"wangge/geo"
	"wangge/geo/geotest"
	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// wide is a grid over several squares side by side.
func wide(from, to int32) registry.Grid {
	g := grid(from)
	g.Shape[0][0][1].X = square(to, 0)[0][0][0].X
	g.Shape[0][0][2].X = g.Shape[0][0][1].X
	g.AreaM2 = g.Shape.AreaM2()
	return g
}

func lineage(t *testing.T, s *postgis.Store) []registry.Lineage {
	t.Helper()
	c, err := s.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c.Lineage
}

func TestPublishAndRevertWriteWhoBecameWhom(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	house := registry.Building{ID: "1", Name: "楼", Shape: square(0, 0), Population: 90}
	far := registry.Building{ID: "2", Name: "楼", Shape: square(3, 0), Population: 10}
	if _, err := s.PutBuildings(t.Context(), importOf("buildings"), []registry.Building{house, far}); err != nil {
		t.Fatal(err)
	}
	a, c, d := community+"001", community+"003", community+"004"
	published(t, s, 0, wide(0, 4), grid(5))
	kept := grids(t, s)[1]
	published(t, s, 1, wide(0, 1), wide(1, 4), kept)
	kept.Name = "改名"
	published(t, s, 2, grids(t, s)[1], grids(t, s)[2], kept)
	if _, err := s.Revert(t.Context(), county, 2, someone, registry.LineageOf); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Revert(t.Context(), county, 1, someone, registry.LineageOf); err != nil {
		t.Fatal(err)
	}
	want := []registry.Lineage{
		{Revision: 2, Predecessor: a, Successor: c, AreaShare: 0.25, PopulationShare: 0.9, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
		{Revision: 2, Predecessor: a, Successor: d, AreaShare: 0.75, PopulationShare: 0.1, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
		{Revision: 5, Predecessor: c, Successor: a, AreaShare: 1, PopulationShare: 1, SuccessorAreaShare: 0.25, SuccessorPopulationShare: 0.9},
		{Revision: 5, Predecessor: d, Successor: a, AreaShare: 1, PopulationShare: 1, SuccessorAreaShare: 0.75, SuccessorPopulationShare: 0.1},
	}
	got := lineage(t, s)
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Error(diff)
	}
}

func TestGroundThatNobodyHasAnyMoreIsAStepWithoutASuccessor(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	published(t, s, 0, grid(0), grid(1))
	published(t, s, 1, grids(t, s)[0])
	got := lineage(t, s)
	want := []registry.Lineage{{Revision: 2, Predecessor: community + "002", AreaShare: 1, PopulationShare: 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSharedAreasAreThoseOfPostGIS compares with ST_Intersection, measured on the ellipsoid.
func TestSharedAreasAreThoseOfPostGIS(t *testing.T) {
	t.Parallel()
	conn, err := pgx.Connect(t.Context(), pgtest.New(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context())) //nolint:errcheck // it only read
	for seed := range uint64(6) {
		theirs := geotest.New(seed+50, geotest.Options{Columns: 4, Rows: 4, Points: 15}).Cells
		for i, a := range geotest.New(seed, geotest.Options{Columns: 4, Rows: 4, Points: 15}).Cells {
			a[0] = append(a[0], around(a.Inner()))
			for j, b := range theirs {
				want, got := 0.0, a.SharedM2(b)
				if err := conn.QueryRow(t.Context(), `SELECT ST_Area(ST_Intersection($1::geometry, $2::geometry)::geography)`,
					ewkb.MustMarshalToHex(a.Orb(), 4490), ewkb.MustMarshalToHex(b.Orb(), 4490)).Scan(&want); err != nil {
					t.Fatal(err)
				}
				if math.Abs(got-want) > 1e-4 {
					t.Errorf("seed %d: cells %d and %d share %v m², PostGIS says %v", seed, i, j, got, want)
				}
			}
		}
	}
}

// around is a small hole.
func around(p geo.Point) geo.Ring {
	return geo.Ring{{X: p.X - 90, Y: p.Y - 90}, {X: p.X - 90, Y: p.Y + 70}, {X: p.X + 110, Y: p.Y + 40}}
}
