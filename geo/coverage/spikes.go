package coverage

import (
	"maps"
	"slices"

	"wangge/geo"
)

// despike takes the ways out and back from invalid rings. Their edges cancel each other, so nothing of them is unmatched, and
// no ground changes hands.
func (m *mender) despike() {
	for _, cell := range slices.Sorted(maps.Keys(m.rings)) {
		if !m.invalidCell(cell) {
			continue
		}
		shape := m.set.Cells[cell].Shape.Clone()
		var changes []Change
		for _, p := range shape {
			for i, r := range p {
				p[i] = m.withoutSpikes(r, func(tip geo.Point, lengthM float64) {
					changes = append(changes, Change{Action: Despike, Cells: []string{m.nameOf(cell)}, By: []string{}, At: tip.Orb(), DistanceM: lengthM})
				})
			}
		}
		if len(changes) > 0 {
			m.changes = append(m.changes, changes...)
			m.Replace(cell, shape)
			m.shapes[cell] = shape
		}
	}
}

// withoutSpikes gives the ring without its spikes of at most the tolerance, and tells each of their edges.
func (m *mender) withoutSpikes(r geo.Ring, told func(tip geo.Point, lengthM float64)) geo.Ring {
	for {
		n := len(r)
		at := -1
		for i := 0; i < n && n > 3 && at < 0; i++ {
			foot, tip := r[(i+n-1)%n], r[i]
			if length := geo.FrameAt(tip).Distance(foot, tip); foot == r[(i+1)%n] && length <= m.ToleranceM {
				told(tip, length)
				at = i
			}
		}
		if at < 0 {
			return r
		}
		r = without(r, at)
	}
}

// without leaves out the tip of a spike and one of its two feet.
func without(r geo.Ring, tip int) geo.Ring {
	out := make(geo.Ring, 0, len(r)-2)
	for i := range r {
		if i != tip && i != (tip+1)%len(r) {
			out = append(out, r[i])
		}
	}
	return out
}
