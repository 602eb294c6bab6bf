package overlay_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/overlay"
)

const seeds = 200

// each runs a property on random layers.
func each(t *testing.T, f func(t *testing.T, s scribbler, in overlay.Input)) {
	t.Parallel()
	for seed := range uint64(seeds) {
		if s := newScribbler(seed); !t.Run(fmt.Sprint(seed), func(t *testing.T) { f(t, s, s.input()) }) {
			return
		}
	}
}

func facesOf(parts []overlay.Part) (out []overlay.Face) {
	for _, p := range parts {
		out = append(out, p.Faces...)
	}
	return out
}

// Every edge of a face lies within the hot pixels along one edge of the input, so it moved by less than a unit; and nothing of any
// face meets it but at its ends.
func TestBordersMoveByLessThanAUnitAndMatch(t *testing.T) {
	each(t, func(t *testing.T, _ scribbler, in overlay.Input) { checkNoded(t, in, facesOf(overlaid(t, in))) })
}

func checkNoded(t *testing.T, in overlay.Input, faces []overlay.Face) {
	t.Helper()
	var given [][2]geo.Point
	for _, l := range in.Layers {
		for _, c := range l.Cells {
			c.Shape.Edges(func(a, b geo.Point) { given = append(given, [2]geo.Point{a, b}) })
		}
	}
	for _, c := range in.Parents {
		c.Shape.Edges(func(a, b geo.Point) { given = append(given, [2]geo.Point{a, b}) })
	}
	for _, l := range in.Lines {
		for i := 1; i < len(l); i++ {
			given = append(given, [2]geo.Point{l[i-1], l[i]})
		}
	}
	vertices := map[geo.Point]bool{}
	directed := map[[2]geo.Point]bool{}
	for _, f := range faces {
		geo.MultiPolygon{f.Shape}.Edges(func(a, b geo.Point) {
			vertices[a] = true
			if directed[[2]geo.Point{a, b}] {
				t.Fatalf("two faces lie to the left of %v %v", a, b)
			}
			directed[[2]geo.Point{a, b}] = true
		})
		if invalid, _ := coverage.Valid(geo.MultiPolygon{f.Shape}); len(invalid) > 0 {
			t.Fatalf("a face is invalid at %v: %v", invalid, f.Shape)
		}
	}
	for e := range directed {
		if !slices.ContainsFunc(given, func(g [2]geo.Point) bool { return geo.InPixel(e[0], g[0], g[1]) && geo.InPixel(e[1], g[0], g[1]) }) {
			t.Fatalf("the border %v lies along none that was given", e)
		}
		for v := range vertices {
			if v != e[0] && v != e[1] && geo.OnSegment(v, e[0], e[1]) {
				t.Fatalf("the border %v passes the vertex %v", e, v)
			}
		}
		for f := range directed {
			if geo.Cross(e[0], e[1], f[0], f[1]) {
				t.Fatalf("the borders %v and %v cross", e, f)
			}
		}
	}
}

// A point that is no unit from a border belongs to one face, whose owners are the cells around which the point is wound.
func TestOwnersArePointInCell(t *testing.T) {
	each(t, func(t *testing.T, s scribbler, in overlay.Input) {
		faces := facesOf(overlaid(t, in))
		for range 50 {
			p := s.point()
			if nearBorder(in, p) {
				continue
			}
			want, covered := make([][]int32, len(in.Layers)), false
			for l, layer := range in.Layers {
				for i, c := range layer.Cells {
					if windingOf(c.Shape, p) != 0 {
						want[l], covered = append(want[l], int32(i)), true
					}
				}
			}
			var got [][][]int32
			for _, f := range faces {
				if f.Shape.Side(p) != geo.Outside {
					got = append(got, f.Owners)
				}
			}
			if !covered && len(got) == 0 {
				continue
			}
			if diff := cmp.Diff([][][]int32{want}, got); diff != "" {
				t.Fatalf("owners of %v (-want +got):\n%s", p, diff)
			}
		}
	})
}

// nearBorder reports whether a point is within two units of an edge.
func nearBorder(in overlay.Input, p geo.Point) (near bool) {
	for _, l := range in.Layers {
		for _, c := range l.Cells {
			c.Shape.Edges(func(a, b geo.Point) { near = near || offM(p, a, b) < 2 })
		}
	}
	for _, l := range in.Lines {
		for i := 1; i < len(l); i++ {
			near = near || offM(p, l[i-1], l[i]) < 2
		}
	}
	return near
}

// offM is the distance of a point from a segment in lattice units.
func offM(p, a, b geo.Point) float64 {
	return geo.Frame{X: 1, Y: 1}.DistanceToSegment(p, a, b)
}

// windingOf is how often a shape winds around a point that is not on its border.
func windingOf(m geo.MultiPolygon, p geo.Point) (n int) {
	m.Edges(func(a, b geo.Point) {
		switch up := b.Y > p.Y; {
		case (a.Y > p.Y) == up:
		case up && geo.Orient(a, b, p) > 0:
			n++
		case !up && geo.Orient(a, b, p) < 0:
			n--
		}
	})
	return n
}

// What is made parent by parent is what is made at once, vertex by vertex.
func TestPartsFitAsIfMadeTogether(t *testing.T) {
	each(t, func(t *testing.T, s scribbler, in overlay.Input) {
		parents := s.tiling(1 + s.IntN(4))
		for i, p := range parents {
			if s.IntN(3) == 0 {
				parents[i].Shape = geo.MultiPolygon{p.Shape[0][:1:1]}
			}
		}
		together := overlay.Input{Layers: append(slices.Clone(in.Layers), overlay.Layer{Cells: parents}), Lines: in.Lines}
		apart := overlay.Input{Parents: parents, Layers: in.Layers, Lines: in.Lines}
		var want, got []string
		for _, f := range facesOf(overlaid(t, together)) {
			home := -1
			if o := f.Owners[len(in.Layers)]; len(o) > 0 {
				home = int(o[0])
			}
			want = append(want, fmt.Sprint(home, f.Owners[:len(in.Layers)], f.Shape))
		}
		parts := overlaid(t, apart)
		for _, p := range parts {
			for _, f := range p.Faces {
				got = append(got, fmt.Sprint(p.Parent, f.Owners, f.Shape))
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("faces (-together +apart):\n%s", diff)
		}
		checkNoded(t, apart, facesOf(parts))
	})
}

// Neither the order of cells and lines nor where rings begin means anything.
func TestOrderMeansNothing(t *testing.T) {
	each(t, func(t *testing.T, s scribbler, in overlay.Input) {
		mixed := overlay.Input{Lines: slices.Clone(in.Lines)}
		s.Shuffle(len(mixed.Lines), func(i, j int) { mixed.Lines[i], mixed.Lines[j] = mixed.Lines[j], mixed.Lines[i] })
		var was [][]int32 // number of the cell that stands there now
		for _, l := range in.Layers {
			order := s.Perm(len(l.Cells))
			cells, numbers := make([]coverage.Cell, len(order)), make([]int32, len(order))
			for i, from := range order {
				cells[i], numbers[i] = coverage.Cell{Shape: rotated(s.Rand, l.Cells[from].Shape)}, int32(from)
			}
			mixed.Layers, was = append(mixed.Layers, overlay.Layer{Cells: cells}), append(was, numbers)
		}
		want, got := overlaid(t, in), overlaid(t, mixed)
		for _, f := range facesOf(got) {
			for l, owners := range f.Owners {
				for i, o := range owners {
					owners[i] = was[l][o]
				}
				slices.Sort(owners)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("overlay (-given +mixed):\n%s", diff)
		}
	})
}

func rotated(r *rand.Rand, m geo.MultiPolygon) geo.MultiPolygon {
	m = m.Clone()
	for _, p := range m {
		for i, ring := range p {
			k := r.IntN(len(ring))
			p[i] = slices.Concat(ring[k:], ring[:k])
		}
	}
	return m
}

// Each face's border is told in full, and what is told of a layer is where its owners change.
func TestBordersAddUp(t *testing.T) {
	each(t, func(t *testing.T, _ scribbler, in overlay.Input) {
		for _, p := range overlaid(t, in) {
			sums := make([]float64, len(p.Faces))
			for _, b := range p.Borders {
				sums[b.A] += b.LengthM
				if b.B >= 0 {
					sums[b.B] += b.LengthM
				}
				differs := b.LineM > 0
				for l, m := range b.LayersM {
					if b.B >= 0 && (m > 0) == slices.Equal(p.Faces[b.A].Owners[l], p.Faces[b.B].Owners[l]) || m != 0 && math.Abs(m-b.LengthM) > 1e-9 && b.B >= 0 {
						t.Fatalf("border %v of layer %d between %v and %v", b, l, p.Faces[b.A].Owners, p.Faces[b.B].Owners)
					}
					differs = differs || m > 0
				}
				if !differs {
					t.Fatalf("border %v is none of a layer and no line", b)
				}
			}
			for i, f := range p.Faces {
				if m := (geo.MultiPolygon{f.Shape}).BorderM(); math.Abs(m-sums[i]) > 1e-9*m {
					t.Fatalf("face %d has %v m of border, %v m are told", i, m, sums[i])
				}
			}
		}
	})
}
