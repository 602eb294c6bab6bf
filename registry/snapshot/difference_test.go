package snapshot_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// board is a county of 8 times 8 squares.
func board() *registry.Content {
	c := content()
	c.Grids = nil
	for i := range int32(64) {
		c.Grids = append(c.Grids, registry.Grid{Code: fmt.Sprintf("370883001004%03d", i+1), Community: "370883001004", Kind: registry.Base, Shape: square(i%8, i/8)})
	}
	return c
}

// otherwise is the content with one thing changed: a corner moved, a grid gone or come, a name, or who is posted where.
func otherwise(c *registry.Content, r *rand.Rand) *registry.Content {
	next := *c
	next.Version.Change++
	next.Grids = append([]registry.Grid(nil), c.Grids...)
	g := &next.Grids[r.IntN(len(next.Grids))]
	switch r.IntN(5) {
	case 0, 1:
		g.Shape = g.Shape.Clone()
		g.Shape[0][0][2] = geo.Point{X: g.Shape[0][0][2].X - r.Int32N(40000), Y: g.Shape[0][0][2].Y - r.Int32N(40000)}
	case 2:
		*g = next.Grids[len(next.Grids)-1]
		next.Grids = next.Grids[:len(next.Grids)-1]
	case 3:
		g.Name = fmt.Sprint("名", r.IntN(100))
	default:
		post := registry.Posting{County: "370883", Network: "urban", Role: registry.Urban, Officer: "1", Target: g.Code, State: registry.Active}
		next.Postings = append([]registry.Posting{post}, c.Postings...)
	}
	return &next
}

// However many snapshots were made each of the one before, the last answers as one that was made of nothing.
func TestASnapshotOfADifferenceAnswersAsOneOfTheWhole(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(6, 10)) //nolint:gosec // the same every time
	c := board()
	s := snapshot.New(c, nil)
	for range 60 {
		c = otherwise(c, r)
		s = snapshot.New(c, s)
		whole := snapshot.New(c, nil)
		for range 50 {
			q := snapshot.Query{Point: orb.Point{116.965 + 0.09*r.Float64(), 35.395 + 0.09*r.Float64()}, Datum: datum.WGS84, AccuracyM: 300, At: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)}
			got, err := s.Resolve(q)
			want, wrong := whole.Resolve(q)
			if diff := cmp.Diff(fmt.Sprint(wrong), fmt.Sprint(err)); diff != "" {
				t.Fatalf("%v: %s", q.Point, diff)
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(snapshot.Resolution{})); diff != "" {
				t.Fatalf("%v: %s", q.Point, diff)
			}
		}
		hits, _ := s.Search("名", 0, 100)
		all, _ := whole.Search("名", 0, 100)
		if diff := cmp.Diff(all, hits); diff != "" {
			t.Fatal(diff)
		}
	}
}

// What draws a map need not be made again for people alone.
func TestAChangeOfPeopleLeavesTheGround(t *testing.T) {
	t.Parallel()
	c := board()
	people, moved := *c, *c
	people.Postings = c.Postings[:1]
	moved.Grids = append([]registry.Grid(nil), c.Grids...)
	s := snapshot.New(c, nil)
	if !snapshot.New(&people, s).Ground().Same(s.Ground()) || snapshot.New(&moved, s).Ground().Same(s.Ground()) {
		t.Error("the ground is told wrongly")
	}
}
