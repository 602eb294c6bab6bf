package locate

import (
	"slices"

	"wangge/geo"
)

// cell is a shape with its box, which is empty where it has no ground.
type cell struct {
	shape geo.MultiPolygon
	box   geo.Rect
}

func cellOf(m geo.MultiPolygon) cell { return cell{m, m.Bound()} }

// cells is a list that is copied cheaply: a fork shares all chunks in which it changes nothing.
type cells struct {
	chunks   [][]cell
	length   int
	grounded int          // cells with ground
	own      map[int]bool // chunks that no other list shares
}

const chunk = 256

func cellsOf(shapes []geo.MultiPolygon) cells {
	c := cells{length: len(shapes)}
	for part := range slices.Chunk(shapes, chunk) {
		list := make([]cell, len(part), chunk)
		for i, m := range part {
			list[i] = cellOf(m)
			if !list[i].box.Empty() {
				c.grounded++
			}
		}
		c.chunks = append(c.chunks, list)
	}
	return c
}

func (c *cells) at(i int) *cell { return &c.chunks[i/chunk][i%chunk] }

// fork gives a list that may be changed without changing c.
func (c *cells) fork() cells {
	return cells{chunks: slices.Clone(c.chunks), length: c.length, grounded: c.grounded, own: map[int]bool{}}
}

// set changes a cell of a fork, or adds it with those before it that there are not.
func (c *cells) set(i int, to cell) {
	for c.length <= i {
		if c.length%chunk == 0 {
			c.chunks = append(c.chunks, nil)
		}
		c.take(c.length)
		last := &c.chunks[c.length/chunk]
		*last = append(*last, cellOf(nil))
		c.length++
	}
	c.take(i)
	if !c.at(i).box.Empty() {
		c.grounded--
	}
	if !to.box.Empty() {
		c.grounded++
	}
	*c.at(i) = to
}

// take makes the chunk of a place the fork's own.
func (c *cells) take(i int) {
	if k := i / chunk; !c.own[k] {
		c.chunks[k] = slices.Clone(c.chunks[k])
		c.own[k] = true
	}
}

func (c *cells) shapes() []geo.MultiPolygon {
	out := make([]geo.MultiPolygon, 0, c.length)
	for _, list := range c.chunks {
		for _, cell := range list {
			out = append(out, cell.shape)
		}
	}
	return out
}
