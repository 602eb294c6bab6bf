package regroup

import (
	"context"
	"math"
	"math/rand/v2"
)

// search anneals plans of one problem. A step looks at one random half-edge.
type search struct {
	*problem
	*plan
	random *rand.Rand
	spot   []int32 // member of a part + 1, while a tree is drawn
	seen   []int32 // stamp of the last walk
	stamp  int32
	queue  []int32
	buffer []link
	turn   int64     // borders looked at
	left   int64     // steps
	told   func(int) // of steps done
}

const (
	hottest, coldest = 0.5, 0.004 // of J of one grid
	levels           = 256
	cooling          = 0.98125 // (coldest/hottest)^(1/(levels-1))
	recutEvery       = 100
	firstSteps       = 3000 // a face
	town             = 1500 // faces: one long cooling instead of restarts
	patchHeat        = 0.06
)

// waits are −ln of 1,024 even chances, rounded so that every machine has the same.
var waits = func() (out [1024]float64) { //nolint:gochecknoglobals // a table
	for i := range out {
		out[i] = math.Round(-math.Log((float64(i)+0.5)/1024)*(1<<20)) / (1 << 20)
	}
	return out
}()

// run looks for the best plan until the steps are spent or ctx ends; it gives the labels.
func (s *search) run(ctx context.Context, steps int64) []int32 {
	n := int64(len(s.pop))
	s.left = steps
	length, spare := firstSteps*n, steps/4
	if n > town {
		length = steps - spare
	}
	best := newPlan(s.problem, s.start())
	for s.left > spare && ctx.Err() == nil {
		s.plan = newPlan(s.problem, s.start())
		s.anneal(ctx, min(length, s.left-spare), hottest, s.halves(nil))
		if s.total < best.total {
			best = s.plan
		}
		length *= 2
	}
	s.plan = newPlan(s.problem, best.label)
	for s.left > 0 && ctx.Err() == nil {
		s.patch(ctx)
	}
	return s.label
}

// halves are the half-edges between faces of some grids, all where nil.
func (s *search) halves(within []bool) []int32 {
	var out []int32
	for h, u := range s.from {
		if within == nil || within[s.label[u]] && within[s.label[s.to[h]]] {
			out = append(out, int32(h))
		}
	}
	return out
}

// anneal cools from hottest or patchHeat to a quench; only faces of the given half-edges move.
func (s *search) anneal(ctx context.Context, steps int64, heat float64, halves []int32) {
	s.left -= steps
	each, at := max(steps/levels, 1), 0
	cool := cooling
	if heat < hottest {
		cool = 0.9894 // (coldest/patchHeat)^(1/(levels-1))
	}
	for done := int64(0); done < steps && ctx.Err() == nil; done += each {
		if at++; at == levels {
			heat = 0 // the last level only goes down
		}
		s.level(int(min(each, steps-done)), float64(heat*unit), halves)
		s.told(int(min(each, steps-done)))
		heat *= cool
	}
}

func (s *search) level(steps int, heat float64, halves []int32) {
	for range steps {
		h := halves[s.pick(len(halves))]
		a, b := s.label[s.from[h]], s.label[s.to[h]]
		if a == b {
			continue
		}
		if s.turn++; s.turn%recutEvery == 0 {
			s.recut(s.from[h], b, heat)
			continue
		}
		s.flip(s.from[h], b, heat)
	}
}

func (s *search) pick(n int) int { return int(s.random.Uint64() >> 32 * uint64(n) >> 32) }

// bears is Metropolis' rule.
func (s *search) bears(worse int64, heat float64) bool {
	return worse <= 0 || heat > 0 && float64(worse) < heat*waits[s.random.Uint64()>>54]
}

// flip moves a face if that pays or is borne, and leaves its grid whole.
func (s *search) flip(u, to int32, heat float64) {
	if s.grids[s.label[u]].faces == 1 {
		return
	}
	c := s.try(u, to)
	if s.bears(c.totalD, heat) && s.spares(u) {
		s.do(c)
	}
}

// spares is true where a grid stays in one piece without the face.
func (s *search) spares(u int32) bool {
	g := s.label[u]
	s.stamp++
	open, first := 0, int32(-1)
	for _, v := range s.to[s.first[u]:s.first[u+1]] {
		if s.label[v] == g && s.seen[v] != s.stamp {
			s.seen[v] = s.stamp
			first = v
			open++
		}
	}
	if open < 2 {
		return open == 1
	}
	return s.walk(u, first, g, open)
}

// walk looks for all of the open neighbours of u, those that bear the stamp, from one of them.
func (s *search) walk(u, start, g int32, open int) bool {
	wanted := s.stamp
	s.stamp++
	s.seen[u], s.seen[start] = s.stamp, s.stamp
	s.queue = append(s.queue[:0], start)
	open--
	for i := 0; i < len(s.queue); i++ {
		at := s.queue[i]
		for _, v := range s.to[s.first[at]:s.first[at+1]] {
			if s.label[v] != g || s.seen[v] == s.stamp {
				continue
			}
			if s.seen[v] == wanted {
				if open--; open == 0 {
					return true
				}
			}
			s.seen[v] = s.stamp
			s.queue = append(s.queue, v)
		}
	}
	return false
}
