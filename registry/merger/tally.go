package merger

import (
	"cmp"
	"slices"
)

// tally adds faces up to the crosswalk. It keeps the pairs and no faces.
type tally struct {
	networks []networkTally // in the order of Input.Networks
	grids    []ground       // of the unified grids, by index
	divided  bool           // there are divisions
	insideM2 float64        // of the faces within them; without any, of all faces
}

// networkTally is one network's part of it.
type networkTally struct {
	name   string
	codes  []string         // of the legacy grids
	number map[string]int32 // of a code
	legacy []ground
	pairs  map[pair]*overlap
	covers float64 // m² of insideM2 that the network has
	beyond float64 // m² outside every division
	twice  float64 // m² that several of its grids claim
}

// pair is a legacy grid and a unified one, by number; nobody stands for none.
type pair struct{ legacy, grid int32 }

const nobody = -1

func newTally(in Input) *tally {
	t := &tally{networks: make([]networkTally, len(in.Networks)), divided: len(in.Divisions) > 0}
	for i, n := range in.Networks {
		nt := networkTally{name: n.Name, number: make(map[string]int32, len(n.Grids)), pairs: map[pair]*overlap{}}
		for _, g := range n.Grids {
			if _, known := nt.number[g.Code]; !known {
				nt.number[g.Code] = int32(len(nt.codes))
				nt.codes = append(nt.codes, g.Code)
			}
		}
		nt.legacy = make([]ground, len(nt.codes))
		t.networks[i] = nt
	}
	return t
}

// add counts faces in. Their order settles how sums are rounded, and nothing else.
func (t *tally) add(faces []Face) {
	for i := range faces {
		f := &faces[i]
		inside := !t.divided || f.Community != ""
		if inside {
			t.insideM2 += f.AreaM2
		}
		if f.Grid >= 0 {
			t.grids = append(t.grids, make([]ground, max(0, f.Grid+1-len(t.grids)))...)
			t.grids[f.Grid].add(f)
		}
		for n, owners := range f.Owners {
			t.networks[n].add(f, owners, inside)
		}
	}
}

func (t *networkTally) add(f *Face, owners []string, inside bool) {
	grid := int32(max(f.Grid, nobody))
	if len(owners) == 0 && grid >= 0 {
		t.common(pair{nobody, grid}).add(f)
	}
	for _, code := range owners {
		legacy := t.number[code]
		t.legacy[legacy].add(f)
		common := t.common(pair{legacy, grid})
		common.add(f)
		if len(owners) > 1 && !f.Sliver {
			common.contested += f.AreaM2
		}
	}
	switch {
	case len(owners) > 0 && inside:
		t.covers += f.AreaM2
	case len(owners) > 0:
		t.beyond += f.AreaM2
	}
	if len(owners) > 1 {
		t.twice += f.AreaM2
	}
}

func (t *networkTally) common(p pair) *overlap {
	o := t.pairs[p]
	if o == nil {
		o = &overlap{}
		t.pairs[p] = o
	}
	return o
}

// rows gives the crosswalk: network by network, by legacy code, the greatest share first; then what the network never had, by number.
// A legacy grid that has no ground in any face is an orphan of no area.
func (t *tally) rows() []Row {
	var out []Row
	for i := range t.networks {
		n := &t.networks[i]
		from := len(out)
		for p, common := range n.pairs {
			out = append(out, n.row(p, common, t.grids))
		}
		for legacy, code := range n.codes {
			if n.legacy[legacy].areaM2 == 0 {
				out = append(out, Row{Network: n.name, LegacyCode: code, OfLegacy: 1, PeopleOfLegacy: 1, HouseholdsOfLegacy: 1, Class: Orphan})
			}
		}
		slices.SortFunc(out[from:], inOrder)
	}
	return out
}

func inOrder(a, b Row) int {
	if ours, theirs := a.LegacyCode == "", b.LegacyCode == ""; ours != theirs {
		if ours {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.LegacyCode, b.LegacyCode), cmp.Compare(b.OfLegacy, a.OfLegacy), cmp.Compare(a.Number, b.Number))
}

func (t *networkTally) row(p pair, common *overlap, grids []ground) Row {
	r := Row{Network: t.name, Number: int(p.grid) + 1, AreaM2: common.areaM2, People: common.people}
	switch {
	case p.legacy == nobody:
		r.Class, r.Noise = Uncovered, alone(common.ground, grids[p.grid])
	case p.grid == nobody:
		r.Class, r.Noise = Orphan, alone(common.ground, t.legacy[p.legacy])
	default:
		r.Class, r.Noise = classOf(*common, t.legacy[p.legacy], grids[p.grid])
	}
	if p.legacy != nobody {
		r.LegacyCode = t.codes[p.legacy]
		r.OfLegacy, r.PeopleOfLegacy, r.HouseholdsOfLegacy = common.sharesOf(t.legacy[p.legacy])
	}
	if p.grid != nobody {
		r.OfGrid, r.PeopleOfGrid, r.HouseholdsOfGrid = common.sharesOf(grids[p.grid])
	}
	return r
}

// sharesOf gives the shares of area, people and households.
func (g ground) sharesOf(whole ground) (area, people, households float64) {
	area = g.areaM2 / whole.areaM2
	if people = area; whole.people > 0 {
		people = g.people / whole.people
	}
	if households = people; whole.households > 0 {
		households = g.households / whole.households
	}
	return area, people, households
}
