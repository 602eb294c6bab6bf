package gridcode

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var namePattern = regexp.MustCompile(`^[a-z][a-z0-9-]{1,31}$`)

// order is that of the segments which every scheme has.
var order = []string{County, Town, Community, Sequence}

// widest is how many digits a segment may have, so that an int holds its numbers everywhere.
const widest = 9

// check holds a scheme that was read to the rules.
func (r *reader) check(s *Scheme) {
	if !namePattern.MatchString(s.Name) {
		r.add("name", "%q is no name; write 2 to 32 of a to z, 0 to 9 and -, a letter first", clip(s.Name))
	}
	if r.roles(s.Segments) {
		r.order(s.Segments)
	}
	sum, widths := 0, make([]string, len(s.Segments))
	for i, g := range s.Segments {
		place := fmt.Sprintf("segments[%d]", i)
		if r.width(place+".width", g) {
			r.ranges(place+".ranges", g)
		}
		sum += g.Width
		widths[i] = strconv.Itoa(g.Width)
	}
	if sum != s.Digits {
		r.add("digits", "the widths of the segments, %s, add up to %d, not to %d; mend digits or a width", strings.Join(widths, " + "), sum, s.Digits)
	}
}

// roles wants every segment to be one that is known, once, and none to be missing.
func (r *reader) roles(segments []Segment) bool {
	before := len(r.faults)
	first := map[string]int{}
	for i, g := range segments {
		place := fmt.Sprintf("segments[%d].name", i)
		if !slices.Contains(order, g.Name) && g.Name != Object {
			r.add(place, "%q is no segment; use %s or %s", clip(g.Name), strings.Join(order, ", "), Object)
		}
		if at, again := first[g.Name]; again {
			r.add(place, "%q is that of segments[%d] already; keep one", clip(g.Name), at)
		}
		first[g.Name] = i
	}
	for _, role := range order {
		if _, there := first[role]; !there {
			r.add("segments", "the %s is missing; add it, the order is %s", role, strings.Join(order, ", "))
		}
	}
	return len(r.faults) == before
}

// order wants a division before what lies in it, and the sequence last.
func (r *reader) order(segments []Segment) {
	at, rule := 0, "the order is "+strings.Join(order, ", ")+", with the object somewhere before the sequence"
	for i, g := range segments {
		if place := fmt.Sprintf("segments[%d].name", i); g.Name == Object {
			continue
		} else if g.Name != order[at] {
			r.add(place, "here belongs the %s, not the %s; %s", order[at], g.Name, rule)
			return
		} else if g.Name == Sequence && i < len(segments)-1 {
			r.add(place, "the sequence has to be the last; %s", rule)
		}
		at++
	}
}

func (r *reader) width(place string, g Segment) bool {
	if g.Width < 1 || g.Width > widest {
		r.add(place, "a segment has 1 to %d digits, not %d; mend it", widest, g.Width)
		return false
	}
	if county := divisionDigits(County); g.Name == County && g.Width != county {
		r.add(place, "a county has %d digits (GB/T 2260), not %d; put others into an object segment", county, g.Width)
	}
	return true
}

// ranges wants them to fit the width, to lie apart, and to leave numbers to use.
func (r *reader) ranges(place string, g Segment) {
	most := mostOf(g.Width)
	for i, a := range g.Ranges {
		at := fmt.Sprintf("%s[%d]", place, i)
		switch {
		case a.From < 0 || a.To > most:
			r.add(at, "%d to %d does not fit %d digits, 0 to %d; mend the range or the width", a.From, a.To, g.Width, most)
		case a.From > a.To:
			r.add(at, "%d to %d ends before it begins; swap from and to", a.From, a.To)
		}
	}
	r.apart(place, g.Ranges)
	r.undivided(place, g)
	if len(spans(g.Ranges, Range.counts)) == 0 {
		r.add(place, "the %s has no number that can be given; add a range of such", g.Name)
	}
}

// mostOf gives the greatest number of a width.
func mostOf(width int) int {
	most := 1
	for range width {
		most *= 10
	}
	return most - 1
}

// apart holds each range against the one before it that reaches farthest.
func (r *reader) apart(place string, ranges []Range) {
	idx := make([]int, len(ranges))
	for i := range idx {
		idx[i] = i
	}
	slices.SortStableFunc(idx, func(i, j int) int { return cmp.Compare(ranges[i].From, ranges[j].From) })
	far := 0
	for k, i := range idx {
		if k > 0 && ranges[i].From <= ranges[far].To {
			one, other := max(i, far), min(i, far)
			r.add(fmt.Sprintf("%s[%d]", place, one), "%d to %d overlaps %s[%d], %d to %d; let one end before the other begins",
				ranges[one].From, ranges[one].To, place, other, ranges[other].From, ranges[other].To)
		}
		if k == 0 || ranges[i].To > ranges[far].To {
			far = i
		}
	}
}

// undivided wants the number of a community's only grid to be one, and a sequence's.
func (r *reader) undivided(place string, g Segment) {
	found := 0
	for i, a := range g.Ranges {
		if !a.Undivided {
			continue
		}
		found++
		if g.Name != Sequence || a.Disallowed || a.From != a.To || found > 1 {
			r.add(fmt.Sprintf("%s[%d].undivided", place, i), "one number of the %s alone, which is not disallowed, can say that a community is not divided; leave it out here", Sequence)
		}
	}
}
