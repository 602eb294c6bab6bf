package registry

import (
	"cmp"
	"slices"
	"strings"
)

// LegacyStory is what became of a legacy grid up to a revision: the shares of Today and Ended add up to 1.
type LegacyStory struct {
	Crosswalk int     // the revision by whose crosswalk its ground went to unified grids
	Today     []Share // grids live at the revision that was asked for, the largest share first
	Ended     Ended
}

// orderedCrosswalks gives crosswalks by revision, and their rows by network, legacy code and code, as Stories looks them up.
func orderedCrosswalks(all []Crosswalk) []Crosswalk {
	out := slices.Clone(ordered(all, func(a, b Crosswalk) int { return cmp.Compare(a.Revision, b.Revision) }))
	for i := range out {
		out[i].Rows = ordered(out[i].Rows, func(a, b Crossing) int {
			return cmp.Or(strings.Compare(a.Network, b.Network), strings.Compare(a.LegacyCode, b.LegacyCode), strings.Compare(a.Code, b.Code))
		})
	}
	return out
}

// Crosswalk gives the crosswalk that held in a county at a revision: that of the last one until then that has one. False where none has.
func (s *Stories) Crosswalk(county string, at int) (Crosswalk, bool) {
	for _, c := range slices.Backward(s.crosswalks) {
		if c.Revision <= at && c.County == county {
			return c, true
		}
	}
	return Crosswalk{}, false
}

// Legacy tells what became of a legacy grid up to a revision. The last crosswalk until then that has it leads to unified grids, and their
// lineage to those of the revision. False where no crosswalk has it: the network came later, or nothing was accepted yet.
func (s *Stories) Legacy(county, network, code string, at int) (LegacyStory, bool) {
	for _, c := range slices.Backward(s.crosswalks) {
		if c.Revision > at || c.County != county {
			continue
		}
		if rows := c.of(network, code); len(rows) > 0 {
			pending, uncovered := s.leaving(c.Revision, rows)
			story := LegacyStory{Crosswalk: c.Revision}
			story.Today, story.Ended = s.follow(pending, at)
			story.Ended.join(uncovered)
			return story, true
		}
	}
	return LegacyStory{}, false
}

// of gives the rows of a legacy grid.
func (c Crosswalk) of(network, code string) []Crossing {
	find := func(code string) int {
		i, _ := slices.BinarySearchFunc(c.Rows, code, func(r Crossing, code string) int {
			return cmp.Or(strings.Compare(r.Network, network), strings.Compare(r.LegacyCode, code))
		})
		return i
	}
	return c.Rows[find(code):find(code+"\x00")]
}

// leaving gives the lives to which rows of a legacy grid lead, and what of it no unified grid got. Noise of digitisation is left out,
// and its share spread over the others.
func (s *Stories) leaving(revision int, rows []Crossing) (out flows, uncovered Ended) {
	if decided := slices.DeleteFunc(slices.Clone(rows), func(r Crossing) bool { return r.Noise }); len(decided) > 0 {
		rows = decided
	}
	var area, people float64
	for _, r := range rows {
		area, people = area+r.OfLegacy, people+r.PeopleOfLegacy
	}
	for _, r := range rows {
		f := flow{s.life(r.Code, revision), r.OfLegacy / area, r.OfLegacy / area}
		if people > 0 {
			f.population = r.PeopleOfLegacy / people
		}
		if f.life == nil {
			uncovered.add(f, EndUncovered)
		} else {
			out.add(f)
		}
	}
	return out, uncovered
}

// join adds what has ended otherwise; the reason of what came last is told.
func (e *Ended) join(before Ended) {
	e.Area, e.Population, e.Reason = e.Area+before.Area, e.Population+before.Population, cmp.Or(e.Reason, before.Reason)
}

// LegacyOf gives the legacy grids that a unified code got ground of when it was accepted, the largest shares of it first: the rows, noise
// apart, of the first crosswalk that has the code, and its revision. Zero where none until a revision has it.
func (s *Stories) LegacyOf(code string, at int) (revision int, rows []Crossing) {
	for _, c := range s.crosswalks {
		if c.Revision > at {
			break
		}
		for _, r := range c.Rows {
			if r.Code == code && r.LegacyCode != "" && !r.Noise {
				rows = append(rows, r)
			}
		}
		if len(rows) > 0 {
			slices.SortStableFunc(rows, func(a, b Crossing) int { return cmp.Compare(b.OfGrid, a.OfGrid) })
			return c.Revision, rows
		}
	}
	return 0, nil
}
