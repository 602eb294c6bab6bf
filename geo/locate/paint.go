package locate

import "wangge/geo"

// painter finds the squares of one cell after the other; its memory is used again.
type painter struct {
	touched []bool // squares of the cell's own box that an edge may pass
}

// paint adds the claims of a cell: every square that an edge may pass, and every square inside.
func (p *painter) paint(x *Index, cell int32, claims []claim) []claim {
	box := x.boxes[cell]
	c0, r0 := x.square(box.Min)
	c1, r1 := x.square(box.Max)
	wide := c1 - c0 + 1
	n := wide * (r1 - r0 + 1)
	if int64(cap(p.touched)) < n {
		p.touched = make([]bool, n)
	}
	p.touched = p.touched[:n]
	clear(p.touched)
	x.cells[cell].Edges(func(a, b geo.Point) {
		x.pass(a, b, func(col, row int64) { p.touched[(row-r0)*wide+col-c0] = true })
	})
	for row := r0; row <= r1; row++ {
		known, in := false, false
		for col := c0; col <= c1; col++ {
			if p.touched[(row-r0)*wide+col-c0] {
				claims = append(claims, claim{square: row*x.wide + col, cell: cell})
				known = false
				continue
			}
			if !known { // no edge between neighbours that none passes: they are alike
				in, known = holds(x.cells[cell], x.corner(col, row)), true
			}
			if in {
				claims = append(claims, claim{square: row*x.wide + col, cell: cell, whole: true})
			}
		}
	}
	return claims
}

// corner gives the south-western point of a square.
func (x *Index) corner(col, row int64) geo.Point {
	return geo.Point{X: int32(int64(x.box.Min.X) + col*x.side), Y: int32(int64(x.box.Min.Y) + row*x.side)}
}

// pass calls f for squares that include all that the segment touches: row by row, the columns
// between where it enters and leaves the row, widened by one on each side against rounding.
func (x *Index) pass(a, b geo.Point, f func(col, row int64)) {
	if a.Y > b.Y {
		a, b = b, a
	}
	ca, ra := x.square(a)
	cb, rb := x.square(b)
	low, high := min(ca, cb), max(ca, cb)
	if low == high || ra == rb {
		for row := ra; row <= rb; row++ {
			for col := low; col <= high; col++ {
				f(col, row)
			}
		}
		return
	}
	slope := (float64(b.X) - float64(a.X)) / (float64(b.Y) - float64(a.Y))
	at := func(y int64) int64 {
		y = min(max(y, int64(a.Y)), int64(b.Y))
		return int64((float64(a.X)+slope*float64(y-int64(a.Y))-float64(x.box.Min.X))/float64(x.side) + 0.5)
	}
	for row := ra; row <= rb; row++ {
		south := int64(x.box.Min.Y) + row*x.side
		from, to := at(south), at(south+x.side)
		if from > to {
			from, to = to, from
		}
		for col := max(low, from-2); col <= min(high, to+1); col++ {
			f(col, row)
		}
	}
}
