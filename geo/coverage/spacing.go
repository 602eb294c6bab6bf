package coverage

import (
	"math"

	"wangge/geo"
)

// spacing is how far apart the vertices of some cells stand: mean and standard deviation of the logarithm of their edges.
type spacing struct{ mean, spread float64 }

func (m *mender) spacingOf(cells ...int) spacing {
	n, sum, squares := 0.0, 0.0, 0.0
	for _, i := range cells {
		m.set.Cells[i].Shape.Edges(func(a, b geo.Point) {
			l := logLength(a, b)
			n, sum, squares = n+1, sum+l, squares+l*l
		})
	}
	mean := sum / n
	return spacing{mean, math.Sqrt(max(0, squares/n-mean*mean))}
}

// odd is by how much the edges of a line differ from what is usual, on the average.
func (s spacing) odd(line []geo.Point) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += math.Abs(logLength(line[i-1], line[i]) - s.mean)
	}
	return sum / float64(len(line)-1)
}

func logLength(a, b geo.Point) float64 { return math.Log(max(1e-3, geo.FrameAt(a).Distance(a, b))) }
