package coverage_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"wangge/geo"
	"wangge/geo/coverage"
)

// A ring is told as invalid or pinched exactly where two of its edges meet that should not, of all pairs: on small
// lattices, where every second ring has edges on one line and vertices on edges, and on long ones of many chains.
func TestRingsAreTestedAsByAllPairs(t *testing.T) {
	t.Parallel()
	simple := 0
	for seed := range uint64(30000) {
		r := rand.New(rand.NewPCG(seed, 6))
		ring := randomRing(r)
		want := meetsItself(ring)
		if !want {
			simple++
		}
		shape := geo.MultiPolygon{{ring}}
		got := check(t, coverage.Set{Cells: []coverage.Cell{{Code: "a", Shape: shape}}})
		told := slices.ContainsFunc(got, func(f string) bool { return strings.HasPrefix(f, "invalidRing") || strings.HasPrefix(f, "pinch") })
		if told != want {
			t.Fatalf("seed %d: %v: faults %q; edges meet: %v", seed, ring, got, want)
		}
	}
	if simple < 3000 {
		t.Errorf("only %d rings are simple", simple)
	}
}

// randomRing makes a ring without repeated points: of random ones, or a long one around a centre, of which one vertex may be moved.
func randomRing(r *rand.Rand) (ring geo.Ring) {
	if r.IntN(2) == 0 {
		side := 3 + r.Int32N(20)
		for range 3 + r.IntN(6) {
			ring = append(ring, geo.Point{X: west + r.Int32N(side), Y: south + r.Int32N(side)})
		}
	} else {
		ring = around(r, 3+r.IntN(60))
		if v := r.IntN(len(ring)); r.IntN(2) == 0 {
			ring[v] = geo.Point{X: west + r.Int32N(2000) - 1000, Y: south + r.Int32N(2000) - 1000}
		}
	}
	ring = slices.Compact(ring)
	for len(ring) > 1 && ring[0] == ring[len(ring)-1] {
		ring = ring[:len(ring)-1]
	}
	return ring
}

// around makes a ring of points at rising angles around a centre.
func around(r *rand.Rand, n int) (ring geo.Ring) {
	for range n {
		ring = append(ring, geo.Point{X: west + r.Int32N(2000) - 1000, Y: south + r.Int32N(2000) - 1000})
	}
	upper := func(p geo.Point) bool { return p.Y > south || p.Y == south && p.X > west }
	slices.SortFunc(ring, func(p, q geo.Point) int {
		if upper(p) != upper(q) {
			if upper(p) {
				return -1
			}
			return 1
		}
		return geo.Orient(geo.Point{X: west, Y: south}, q, p)
	})
	return ring
}

// meetsItself looks at all pairs of edges.
func meetsItself(ring geo.Ring) bool {
	n := len(ring)
	if n < 3 {
		return true
	}
	at := func(i int) geo.Point { return ring[i%n] }
	for i := range n {
		if geo.OnSegment(at(i), at(i+1), at(i+2)) || geo.OnSegment(at(i+2), at(i), at(i+1)) {
			return true // turns back on itself
		}
		for j := i + 2; j < n && (i > 0 || j < n-1); j++ {
			if geo.Touch(at(i), at(i+1), at(j), at(j+1)) {
				return true
			}
		}
	}
	return false
}
