package regroup

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestDeltasAreTheDifferenceOfTwoFullCounts(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	c := Community{Name: "walk", K: 5}
	for i := range 60 {
		c.Nodes = append(c.Nodes, Node{ID: fmt.Sprint(i), People: 200 * random.Float64(), AreaM2: 100, Base: fmt.Sprint(random.IntN(6))})
		if i > 0 {
			c.Edges = append(c.Edges, Edge{A: fmt.Sprint(i), B: fmt.Sprint(random.IntN(i)), LengthM: 50 * random.Float64(), Street: float64(i%3) / 2})
		}
	}
	p, err := newProblem(c, Options{Target: 600})
	if err != nil {
		t.Fatal(err)
	}
	label := make([]int32, 60)
	for i := range label {
		label[i] = int32(i % 5)
	}
	s := newPlan(p, label)
	for range 5000 {
		u, to := int32(random.IntN(60)), int32(random.IntN(5))
		if s.label[u] == to || s.grids[s.label[u]].faces == 1 {
			continue
		}
		move := s.try(u, to)
		before := s.total
		s.do(move)
		if full := newPlan(p, s.label); s.total != before+move.totalD || full.total != s.total {
			t.Fatalf("counted on %d, anew %d", s.total, full.total)
		}
	}
}
