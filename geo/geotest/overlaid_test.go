package geotest_test

import (
	"reflect"
	"testing"

	"wangge/geo/geotest"
	"wangge/geo/regroup"
)

func TestOverlaidGraphsAreConnectedPlanarAndTheSameForASeed(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		c := geotest.Overlaid(seed, 1+2*int(seed))
		if err := regroup.Check(c, 600); err != nil {
			t.Error(err)
		}
		if n := len(c.Nodes); n < 10 || len(c.Edges) > 3*n-6 {
			t.Errorf("seed %d: %d edges between %d faces, too many for a plane", seed, len(c.Edges), n)
		}
		if !reflect.DeepEqual(c, geotest.Overlaid(seed, 1+2*int(seed))) {
			t.Errorf("seed %d: two graphs", seed)
		}
	}
}

func TestOverlaidTownsAndCountiesHaveTheirSizes(t *testing.T) {
	t.Parallel()
	if n := len(geotest.OverlaidTown(1).Nodes); n < 5000 || n > 7000 {
		t.Errorf("a town of %d faces", n)
	}
	faces := 0
	for _, c := range geotest.OverlaidCounty(1) {
		faces += len(c.Nodes)
	}
	if faces < 35_000 || faces > 45_000 {
		t.Errorf("a county of %d faces", faces)
	}
}
