package tiles

// spot is a position on a tile's grid; the tile itself is 0 to Extent. Steps fit 31 bits up to
// MaxZoom, so the products below fit int64.
type spot struct{ x, y int64 }

// path is a closed ring of spots; the last joins the first.
type path []spot

// quantise rounds a ring to the grid and drops points that repeat.
func quantise(g grid, ring []world, out path) path {
	out = out[:0]
	for _, w := range ring {
		if s := g.at(w); len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	for len(out) > 1 && out[len(out)-1] == out[0] {
		out = out[:len(out)-1]
	}
	return out
}

// clip cuts the ring to the tile and its buffer, one side after the other (Sutherland and Hodgman). Where
// the ring leaves and comes back, the pieces stay joined along the cut, beyond what is shown.
func clip(p path) path {
	const low, high = -Buffer, Extent + Buffer
	p = clipSide(p, func(s spot) int64 { return s.x - low }, func(a, b spot) spot { return spot{low, along(a.y, b.y, a.x, b.x, low)} })
	p = clipSide(p, func(s spot) int64 { return high - s.x }, func(a, b spot) spot { return spot{high, along(a.y, b.y, a.x, b.x, high)} })
	p = clipSide(p, func(s spot) int64 { return s.y - low }, func(a, b spot) spot { return spot{along(a.x, b.x, a.y, b.y, low), low} })
	return clipSide(p, func(s spot) int64 { return high - s.y }, func(a, b spot) spot { return spot{along(a.x, b.x, a.y, b.y, high), high} })
}

// clipSide keeps what has a depth of 0 or more; cut gives the point where an edge crosses depth 0.
func clipSide(p path, depth func(spot) int64, cut func(a, b spot) spot) path {
	within := true
	for _, s := range p {
		if depth(s) < 0 {
			within = false
			break
		}
	}
	if within {
		return p
	}
	var out path
	for i, b := range p {
		a := p[(i+len(p)-1)%len(p)]
		da, db := depth(a), depth(b)
		if da < 0 && db > 0 || da > 0 && db < 0 {
			out = append(out, cut(a, b))
		}
		if db >= 0 {
			out = append(out, b)
		}
	}
	return out
}

// along gives u at v = k on the line from (u0, v0) to (u1, v1), rounded. The ends are put in order
// first, so both neighbours of an edge find the same point.
func along(u0, u1, v0, v1, k int64) int64 {
	if v0 > v1 {
		u0, u1, v0, v1 = u1, u0, v1, v0
	}
	return u0 + roundDiv((u1-u0)*(k-v0), v1-v0)
}

// roundDiv is n/d rounded, halves up, for d > 0.
func roundDiv(n, d int64) int64 {
	q, r := n/d, n%d
	if r < 0 {
		q, r = q-1, r+d
	}
	if r >= d-r {
		q++
	}
	return q
}

// reduce drops points that repeat, points on a straight line between their neighbours, and spikes
// that run out and back the same way. What it encloses stays the same; fewer than three points mean nothing is enclosed.
func reduce(p path) path {
	out := make(path, 0, len(p))
	for _, s := range p {
		for len(out) > 1 && s != out[len(out)-1] && straight(out[len(out)-2], out[len(out)-1], s) {
			out = out[:len(out)-1]
		}
		if len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	for len(out) > 2 {
		n := len(out)
		switch {
		case out[n-1] == out[0] || straight(out[n-2], out[n-1], out[0]):
			out = out[:n-1]
		case straight(out[n-1], out[0], out[1]):
			out = out[1:]
		default:
			return out
		}
	}
	return nil
}

func straight(a, b, c spot) bool { return (b.x-a.x)*(c.y-a.y) == (b.y-a.y)*(c.x-a.x) }

// area2 is twice the signed area in tile coordinates: positive for the outer rings of the standard.
func (p path) area2() int64 {
	var sum int64
	for i, b := range p {
		a := p[(i+len(p)-1)%len(p)]
		sum += a.x*b.y - b.x*a.y
	}
	return sum
}
