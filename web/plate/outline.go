package plate

import (
	"strconv"
	"strings"
)

// heading is a direction on the paper, where y points down.
type heading int

const (
	east heading = iota
	south
	west
	north
)

var (
	steps = [...][2]int{east: {1, 0}, south: {0, 1}, west: {-1, 0}, north: {0, -1}}
	// right is the module ahead on the right hand of one who stands on a corner, by its offset from there.
	right = [...][2]int{east: {0, 0}, south: {-1, 0}, west: {-1, -1}, north: {0, -1}}
)

func (h heading) turn(by heading) heading { return (h + by + 4) % 4 }

// outline gives the borders of the black modules as the data of one SVG path. Modules that touch are one figure, so that no printer
// leaves hairs of white between them.
func (s Symbol) outline() string {
	var out strings.Builder
	seen := map[[2]int]bool{} // the edges above black modules that were walked; every figure and every hole has one
	for y := range s.side() {
		for x := range s.side() {
			if s.black(x, y) && !s.black(x, y-1) && !seen[[2]int{x, y}] {
				s.walk(&out, x, y, seen)
			}
		}
	}
	return out.String()
}

// walk goes once around a figure, black on the right hand, beginning eastwards above the module x, y.
func (s Symbol) walk(out *strings.Builder, x, y int, seen map[[2]int]bool) {
	out.WriteString("M" + strconv.Itoa(x) + " " + strconv.Itoa(y))
	h, n := east, 0
	for h != east || !seen[[2]int{x, y}] {
		if h == east {
			seen[[2]int{x, y}] = true
		}
		x, y, n = x+steps[h][0], y+steps[h][1], n+1
		if next := s.next(x, y, h); next != h {
			draw(out, h, n)
			h, n = next, 0
		}
	}
	out.WriteString("z")
}

// next is where the border goes on from a corner.
func (s Symbol) next(x, y int, h heading) heading {
	ahead := func(o [2]int) bool { return s.black(x+o[0], y+o[1]) }
	switch {
	case ahead(right[h.turn(-1)]): // black on the left too
		return h.turn(-1)
	case ahead(right[h]):
		return h
	default:
		return h.turn(1)
	}
}

func draw(out *strings.Builder, h heading, n int) {
	command := "h"
	if steps[h][0] == 0 {
		command = "v"
	}
	out.WriteString(command + strconv.Itoa(n*(steps[h][0]+steps[h][1])))
}
