package snapshot

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"wangge/geo"
	"wangge/registry"
)

// HitKind is what a search found.
type HitKind string

// Kinds of hit.
const (
	GridHit     HitKind = "grid"
	DivisionHit HitKind = "division"
	LegacyHit   HitKind = "legacy"
)

// Hit is one find.
type Hit struct {
	Kind    HitKind `json:"kind" enum:"division,grid,legacy"`
	Code    string  `json:"code"`
	Name    string  `json:"name"`
	Network string  `json:"network,omitempty" doc:"of an old code: the legacy network, or unified, of a retired code and of codes of other schemes"`
	Path    []Step  `json:"path"`
	At      *At     `json:"at,omitempty"`
	Grid    string  `json:"grid,omitempty" doc:"of an old code: the unified grid where a legacy grid's middle lies, or that has most of the ground of a retired code"`
}

// At is a place as longitude and latitude in degrees of CGCS2000.
type At [2]float64

// Place gives a lattice point as At; the zero point is no place.
func Place(p geo.Point) *At {
	if p == (geo.Point{}) {
		return nil
	}
	q := p.Orb()
	return &At{q[0], q[1]}
}

// entry is something that can be found.
type entry struct {
	code, name string // folded
	rank       int    // of its kind
	hit        func() Hit
}

// legacyRank is the rank of what is no longer live; divisions have 0 and grids 1.
const legacyRank = 2

// list makes the entries: divisions, grids and legacy grids.
func (s *Snapshot) list() []entry {
	var out []entry
	for _, d := range s.divisions {
		out = append(out, entry{fold(d.Code), fold(d.Name), 0, func() Hit {
			return Hit{Kind: DivisionHit, Code: d.Code, Name: d.Name, Path: d.Path, At: Place(d.At)}
		}})
	}
	for _, g := range s.grids {
		out = append(out, entry{fold(g.Code), fold(g.Name), 1, func() Hit {
			return Hit{Kind: GridHit, Code: g.Code, Name: g.Name, Path: g.Path, At: Place(g.At)}
		}})
	}
	for _, l := range s.legacy {
		out = append(out, entry{fold(l.Code), fold(l.Name), legacyRank, func() Hit { return s.legacyHit(l) }})
	}
	return append(out, s.oldCodes()...)
}

// oldCodes makes the entries of retired codes, by code and name, and of codes of other schemes, by code alone: their grid has the name.
func (s *Snapshot) oldCodes() []entry {
	var out []entry
	for _, i := range s.stories.Ledger() {
		name, had := s.stories.LastName(cmp.Or(i.Grid, i.Code))
		switch _, live := s.byCode[i.Code]; {
		case !had:
		case i.Grid != "":
			out = append(out, entry{fold(i.Code), "", legacyRank, func() Hit { return s.oldHit(i, name) }})
		case !live:
			out = append(out, entry{fold(i.Code), fold(name), legacyRank, func() Hit { return s.oldHit(i, name) }})
		}
	}
	return out
}

// oldHit leads from a code to the grid that has most of its ground.
func (s *Snapshot) oldHit(i registry.Issue, name string) Hit {
	h := Hit{Kind: LegacyHit, Code: i.Code, Name: name, Network: registry.Unified, Path: []Step{}}
	story, _ := s.stories.Story(i.Scheme, i.Code, s.revision.Number)
	if len(story.Today) == 0 {
		return h
	}
	if g, ok := s.byCode[story.Today[0].Code]; ok {
		h.Grid, h.Path, h.At = g.Code, g.Path, Place(g.At)
	}
	return h
}

// legacyHit leads from a legacy grid to the unified one in which its inner point lies.
func (s *Snapshot) legacyHit(l *Legacy) Hit {
	h := Hit{Kind: LegacyHit, Code: l.Code, Name: l.Name, Network: l.Network, Path: []Step{}, At: Place(l.At())}
	if owner, ok := s.index.Owner(l.At()); ok {
		h.Grid, h.Path = s.grids[owner].Code, s.grids[owner].Path
	}
	return h
}

// fold makes spellings alike: full-width digits, capitals, spaces.
func fold(s string) string {
	return strings.Join(words(s), "")
}

// words are the folded words of a text.
func words(s string) []string {
	return strings.Fields(strings.ToLower(norm.NFKC.String(s)))
}

// match tells how well an entry fits what was asked for, word by word: 0 exact code, 1 exact name, 2 code begins so,
// 3 name begins so, 4 name contains it, 5 name contains every word, -1 not at all.
func (e entry) match(asked []string) int {
	q := strings.Join(asked, "")
	switch {
	case e.code == q:
		return 0
	case e.name == q:
		return 1
	case strings.HasPrefix(e.code, q):
		return 2
	case strings.HasPrefix(e.name, q):
		return 3
	case strings.Contains(e.name, q):
		return 4
	case !slices.ContainsFunc(asked, func(word string) bool { return !strings.Contains(e.name, word) }):
		return 5
	default:
		return -1
	}
}

// class orders finds before their fit does: what was asked for exactly, what is live, what is of old.
func (e entry) class(fit int) int {
	switch {
	case fit <= 1:
		return 0
	case e.rank < legacyRank:
		return 1
	default:
		return 2
	}
}

// Fits reports whether the text is the beginning of a code or part of a name, spelled in any way, or all its words are.
func Fits(text, code, name string) bool {
	return entry{code: fold(code), name: fold(name)}.match(words(text)) >= 0
}

// Search finds divisions, grids and legacy grids by code, code prefix, part or words of the name, best fits first. It
// leaves out the first finds, as many as skip, and says whether there are more than limit after them.
func (s *Snapshot) Search(text string, skip, limit int) (hits []Hit, more bool) {
	asked := words(text)
	if len(asked) == 0 {
		return []Hit{}, false
	}
	type found struct {
		fit int
		*entry
	}
	var all []found
	for i := range s.entries {
		if fit := s.entries[i].match(asked); fit >= 0 {
			all = append(all, found{fit, &s.entries[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.class(a.fit), b.class(b.fit)), cmp.Compare(a.fit, b.fit), cmp.Compare(a.rank, b.rank), strings.Compare(a.code, b.code))
	})
	all = all[min(skip, len(all)):]
	hits = make([]Hit, 0, min(limit, len(all)))
	for _, f := range all[:min(limit, len(all))] {
		hits = append(hits, f.hit())
	}
	return hits, len(all) > limit
}
