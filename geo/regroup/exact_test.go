package regroup_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"wangge/geo/regroup"
)

// anyGraph is a small connected graph with all that may be met: towers, faces without people, equal ones, courts, few or
// many legacy grids, streets, several borders of the same two faces, borders without a length.
func anyGraph(seed uint64, faces int) regroup.Community {
	random := rand.New(rand.NewPCG(seed, 3))
	c := regroup.Community{Name: fmt.Sprint(seed)}
	people := []func() float64{
		func() float64 { return float64(random.IntN(250)) },
		func() float64 { return 100 },
		func() float64 { return float64(random.IntN(2400)) / 8 },
		func() float64 { return 0 },
		func() float64 { return []float64{0, 0, 1, 40, 150, 900}[random.IntN(6)] },
	}[random.IntN(5)]
	length := []func() float64{
		func() float64 { return 100 * random.Float64() },
		func() float64 { return 50 },
		func() float64 { return float64(50 * random.IntN(2)) },
	}[random.IntN(3)]
	bases := 1 + random.IntN(5)
	for i := range faces {
		c.Nodes = append(c.Nodes, regroup.Node{ID: fmt.Sprint(i), People: people(), AreaM2: 5000, Base: fmt.Sprint(random.IntN(bases))})
		if i > 0 {
			c.Edges = append(c.Edges, regroup.Edge{A: fmt.Sprint(i), B: fmt.Sprint(max(0, i-1-random.IntN(4))), LengthM: length(), Street: float64(random.IntN(3)) / 2})
		}
	}
	for range random.IntN(faces) {
		if a, b := random.IntN(faces), random.IntN(faces); a != b {
			c.Edges = append(c.Edges, regroup.Edge{A: fmt.Sprint(a), B: fmt.Sprint(b), LengthM: length(), Street: float64(random.IntN(2))})
		}
	}
	return c
}

func prove(t *testing.T, o regroup.Options, c ...regroup.Community) []regroup.Proof {
	t.Helper()
	proofs, err := regroup.Prove(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	return proofs
}

func TestProofsAreRight(t *testing.T) { // against all plans
	t.Parallel()
	for seed := range uint64(100) {
		for k, most := range map[int]int{2: 13, 3: 10, 4: 8} {
			c := anyGraph(seed, k+int(seed)%(most-k+1))
			c.K = k
			want := optimum(c, k)
			o := regroup.Options{Steps: 300, Seed: seed}
			if p := prove(t, o, c)[0]; !p.Optimal || math.Abs(p.J-want) > 1e-8 || p.Bound != p.J || !contiguous(c, k, p.Labels) {
				t.Errorf("seed %d, %d grids of %d faces: %+v, the optimum is %.9f", seed, k, len(c.Nodes), p, want)
			}
			o.Nodes = 3
			if p := prove(t, o, c)[0]; p.Nodes > 3 || p.Bound > want+1e-8 || p.J < want-1e-8 || p.Optimal && p.J > want+1e-8 {
				t.Errorf("seed %d, %d grids of %d faces, few nodes: %+v, the optimum is %.9f", seed, k, len(c.Nodes), p, want)
			}
		}
	}
}
