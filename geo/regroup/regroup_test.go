package regroup_test

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"wangge/geo/geotest"
	"wangge/geo/regroup"
)

func solve(t *testing.T, o regroup.Options, c ...regroup.Community) []regroup.Plan {
	t.Helper()
	plans, err := regroup.Solve(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	return plans
}

func TestSmallGraphsGetTheOptimum(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		for _, k := range []int{2, 3} {
			c := geotest.Faces(seed, 3+int(seed%2), 3)
			if k == 3 {
				c = geotest.Faces(seed, 3, 3)
			}
			c.K = k
			got, want := solve(t, regroup.Options{}, c)[0].J, optimum(c, k)
			if got > want+1e-6 {
				t.Errorf("seed %d, %d grids: J %.6f, the optimum is %.6f", seed, k, got, want)
			}
		}
	}
}

func TestPlansAreContiguousHaveExactlyKGridsAndTheirJ(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		c := geotest.Faces(seed, 4+int(seed), 8)
		p := solve(t, regroup.Options{Steps: 60_000, Seed: seed}, c)[0]
		if !contiguous(c, len(p.Grids), p.Labels) {
			t.Errorf("seed %d: grids in pieces, or not %d of them", seed, len(p.Grids))
		}
		if want := judge(c, len(p.Grids), p.Labels); math.Abs(p.J-want) > 1e-6 {
			t.Errorf("seed %d: J %.8f, recomputed %.8f", seed, p.J, want)
		}
	}
}

func TestEachNumberOfGridsIsMet(t *testing.T) {
	t.Parallel()
	c := geotest.Faces(3, 5, 4)
	for c.K = 1; c.K <= len(c.Nodes); c.K++ {
		p := solve(t, regroup.Options{Steps: 20_000}, c)[0]
		if len(p.Grids) != c.K || !contiguous(c, c.K, p.Labels) {
			t.Errorf("%d grids asked for, got %d: %v", c.K, len(p.Grids), p.Labels)
		}
	}
}

func TestSameSeedSamePlanWhoeverElseIsSolved(t *testing.T) {
	t.Parallel()
	a, b := geotest.Faces(1, 10, 8), geotest.Faces(2, 12, 9)
	o := regroup.Options{Seed: 5, Steps: 50_000}
	both, alone := solve(t, o, a, b), solve(t, o, a)
	if again := solve(t, o, a, b); !reflect.DeepEqual(both, again) || !reflect.DeepEqual(both[0], alone[0]) {
		t.Error("two runs differ")
	}
	if other := solve(t, regroup.Options{Seed: 6, Steps: 50_000}, a); reflect.DeepEqual(other[0].Labels, alone[0].Labels) {
		t.Error("another seed gives the same plan: it is not used")
	}
}

func TestCancelledPlansAreStillWhole(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	a, b := geotest.Faces(1, 20, 20), geotest.Faces(2, 20, 20)
	plans, err := regroup.Solve(ctx, []regroup.Community{a, b}, regroup.Options{Told: func(int64, int64) { cancel() }})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []regroup.Community{a, b} {
		if !contiguous(c, len(plans[i].Grids), plans[i].Labels) {
			t.Errorf("community %d is in pieces", i)
		}
	}
}

// row is a community of faces in a row.
func row(people ...float64) regroup.Community {
	c := regroup.Community{Name: "东关"}
	for i, n := range people {
		c.Nodes = append(c.Nodes, regroup.Node{ID: string(rune('a' + i)), People: n, AreaM2: 100})
		if i > 0 {
			c.Edges = append(c.Edges, regroup.Edge{A: c.Nodes[i-1].ID, B: c.Nodes[i].ID, LengthM: 10})
		}
	}
	return c
}

func TestGridsOutOfBandSayWhy(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		c    regroup.Community
		want []regroup.Reason
	}{
		"in the band":                {row(300, 300, 600), []regroup.Reason{"", ""}},
		"few people":                 {row(200, 100), []regroup.Reason{regroup.Small}},
		"720 to 960 fit no number":   {row(400, 440), []regroup.Reason{regroup.NoNumber}},
		"a tower is a grid":          {row(600, 900, 600), []regroup.Reason{"", regroup.Tower, ""}},
		"faces too large to be even": {row(500, 300, 400), []regroup.Reason{"", ""}},
		"no face fits in":            {row(700, 700, 1), nil},
		"cut off":                    {row(400, 401, 400), []regroup.Reason{regroup.Shape, regroup.Shape}},
	} {
		p := solve(t, regroup.Options{}, tt.c)[0]
		var got []regroup.Reason
		for _, g := range p.Grids {
			got = append(got, g.Reason)
		}
		if tt.want != nil && !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v, want %q", name, p.Grids, tt.want)
		}
	}
}

func TestBadGraphsAreRefusedByNameAndPlace(t *testing.T) {
	t.Parallel()
	for words, spoil := range map[string]func(*regroup.Community){
		"no nodes":                func(c *regroup.Community) { *c = regroup.Community{Name: c.Name} },
		"nodes[1] has no id":      func(c *regroup.Community) { c.Nodes[1].ID = "" },
		"id \"a\" of nodes[0]":    func(c *regroup.Community) { c.Nodes[1].ID = "a" },
		"pop is -1":               func(c *regroup.Community) { c.Nodes[2].People = -1 },
		"pop is NaN":              func(c *regroup.Community) { c.Nodes[2].People = math.NaN() },
		"area is +Inf":            func(c *regroup.Community) { c.Nodes[2].AreaM2 = math.Inf(1) },
		"outer is -2":             func(c *regroup.Community) { c.Nodes[2].OuterM = -2 },
		"there is no node \"zz\"": func(c *regroup.Community) { c.Edges[0].B = "zz" },
		"borders on itself":       func(c *regroup.Community) { c.Edges[0].B = "a" },
		"length is -3":            func(c *regroup.Community) { c.Edges[1].LengthM = -3 },
		"not connected":           func(c *regroup.Community) { c.Edges = c.Edges[:1] },
		"people are more than":    func(c *regroup.Community) { c.Nodes[0].People = 999e6 },
		"k is 4":                  func(c *regroup.Community) { c.K = 4 },
		"k is -1":                 func(c *regroup.Community) { c.K = -1 },
		"have 0 m²": func(c *regroup.Community) {
			for i := range c.Nodes {
				c.Nodes[i].AreaM2 = 0
			}
		},
	} {
		c := row(300, 300, 600)
		spoil(&c)
		_, err := regroup.Solve(context.Background(), []regroup.Community{row(600), c}, regroup.Options{})
		if err == nil || !strings.Contains(err.Error(), words) || !strings.Contains(err.Error(), "东关") {
			t.Errorf("want %q, got %v", words, err)
		}
	}
	for _, target := range []float64{-1, 0.2, math.NaN(), math.Inf(1)} {
		if _, err := regroup.Solve(context.Background(), []regroup.Community{row(600)}, regroup.Options{Target: target}); err == nil {
			t.Errorf("target %v passes", target)
		}
	}
}
