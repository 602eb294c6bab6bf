package regroup_test

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"wangge/geo/geotest"
	"wangge/geo/regroup"
)

// BenchmarkRegroup reports J, and the shares of grids within 10 and 20 % of the target, besides the time.
func BenchmarkRegroup(b *testing.B) {
	communities := make([]regroup.Community, 25)
	for i := range communities {
		communities[i] = community(i)
	}
	b.Run("communities", func(b *testing.B) { measure(b, communities) })
	b.Run("town", func(b *testing.B) { measure(b, []regroup.Community{town()}) })
}

// BenchmarkReCom gives ReCom in short bursts the time that Solve takes for the same graph.
func BenchmarkReCom(b *testing.B) {
	b.Run("communities", func(b *testing.B) {
		var in []regroup.Community
		for i := range 25 {
			in = append(in, community(i))
		}
		recom(b, in)
	})
	b.Run("town", func(b *testing.B) { recom(b, []regroup.Community{town()}) })
}

func recom(b *testing.B, in []regroup.Community) {
	j := 0.0
	for b.Loop() {
		j = 0
		for i, c := range in {
			start := time.Now()
			if _, err := regroup.Solve(context.Background(), []regroup.Community{c}, regroup.Options{}); err != nil {
				b.Fatal(err)
			}
			j += regroup.ReCom(c, uint64(i), time.Since(start))
		}
	}
	b.ReportMetric(j/float64(len(in)), "J")
}

// community i, of 25, has 2 to 19 grids of some 20 faces.
func community(i int) regroup.Community {
	return faces(uint64(i), int(math.Sqrt(float64(20*(2+i*17/24)))+0.5))
}

// town has 300 grids or so, with 5,929 faces.
func town() regroup.Community { return faces(1, 77) }

// faces is a square of faces, some 20 of them for the people of a grid.
func faces(seed uint64, side int) regroup.Community {
	c := geotest.Faces(seed, side, side)
	for i := range c.Nodes {
		c.Nodes[i].People *= 0.285
	}
	return c
}

func measure(b *testing.B, in []regroup.Community) {
	var plans []regroup.Plan
	geotest.CPU(b, func() {
		var err error
		if plans, err = regroup.Solve(context.Background(), in, regroup.Options{}); err != nil {
			b.Fatal(err)
		}
	})
	j, grids, near, nearer := 0.0, 0.0, 0.0, 0.0
	for _, p := range plans {
		j += p.J
		for _, g := range p.Grids {
			grids++
			if g.People >= 480 && g.People <= 720 {
				near++
			}
			if g.People >= 540 && g.People <= 660 {
				nearer++
			}
		}
	}
	for name, v := range map[string]float64{"J": j / float64(len(plans)), "in20-%": 100 * near / grids, "in10-%": 100 * nearer / grids, "grids": grids} {
		b.ReportMetric(v, name)
	}
}

func ExampleSolve() {
	c := regroup.Community{Name: "东关", Nodes: []regroup.Node{
		{ID: "a", People: 310, AreaM2: 9000}, {ID: "b", People: 300, AreaM2: 9000}, {ID: "c", People: 590, AreaM2: 9000},
	}, Edges: []regroup.Edge{{A: "a", B: "b", LengthM: 90}, {A: "b", B: "c", LengthM: 90, Street: 1}}}
	plans, err := regroup.Solve(context.Background(), []regroup.Community{c}, regroup.Options{})
	fmt.Println(plans[0].Labels, plans[0].Grids, err)
	// Output: [0 0 1] [{610 } {590 }] <nil>
}
