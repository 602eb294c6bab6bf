package snapshot

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"wangge/gridcode"
	"wangge/registry"
)

// LegacyScheme is the scheme of every code of a legacy network: whatever the network made of it.
const LegacyScheme = "legacy"

// Reading is one meaning of a code: network, scheme and code are its key, and the county where several have a network of that name.
type Reading struct {
	Network string             `json:"network" doc:"unified, or the legacy network that uses the code"`
	Scheme  string             `json:"scheme" doc:"of the unified network: cn15 or another adopted one; else legacy"`
	Code    string             `json:"code"`
	County  string             `json:"county,omitempty" doc:"of a legacy network"`
	Spoken  string             `json:"spoken,omitempty" doc:"with its check character, where the scheme has one"`
	State   registry.CodeState `json:"state" enum:"live,retired,unused,elsewhere"`
	Name    string             `json:"name" doc:"of the grid, or of the last one that had the code"`
	Grid    string             `json:"grid,omitempty" doc:"of the unified network: the unified code whose story it is"`
	Today   []registry.Share   `json:"today" doc:"published grids that have its ground, the largest share first; with ended the shares add up to 1"`
	Ended   *registry.Ended    `json:"ended,omitempty" doc:"the part that no published grid has"`
	// Crosswalk is that of LegacyToday.
	Crosswalk int `json:"crosswalk,omitempty" doc:"of a legacy network: the revision whose accepted crosswalk tells of the shares; absent where the shared ground does"`
}

// Schemes lists the schemes that codes may be read by: the built-in ones, cn15 first, and those that counties brought.
func (s *Snapshot) Schemes() []*gridcode.Scheme { return s.schemes }

// Scheme gives a scheme by its name.
func (s *Snapshot) Scheme(name string) (*gridcode.Scheme, bool) {
	i := slices.IndexFunc(s.schemes, func(x *gridcode.Scheme) bool { return x.Name == name })
	if i < 0 {
		return nil, false
	}
	return s.schemes[i], true
}

// Adoptions lists which county uses which scheme besides cn15.
func (s *Snapshot) Adoptions() []registry.Adoption { return s.adoptions }

// knownSchemes reads the schemes that counties brought. They were read before they were stored; of two with one name the first counts.
func knownSchemes(adoptions []registry.Adoption) []*gridcode.Scheme {
	out := gridcode.Builtin()
	for _, a := range adoptions {
		known := slices.ContainsFunc(out, func(x *gridcode.Scheme) bool { return x.Name == a.Scheme })
		if own, err := registry.SchemeOf(a); !known && err == nil {
			out = append(out, own.Scheme)
		}
	}
	return out
}

// Issued reports whether the ledger has a code of a scheme.
func (s *Snapshot) Issued(scheme string) func(code string) bool {
	return func(code string) bool {
		_, ok := s.stories.Issue(scheme, code)
		return ok
	}
}

// ReadCode reads a code of a scheme, with or without its check character, and gives it without. Errors are those of gridcode:
// a *CheckError names the codes of the ledger that were likely meant.
func (s *Snapshot) ReadCode(scheme *gridcode.Scheme, text string) (string, error) {
	c, err := scheme.ParseChecked(text, s.Issued(scheme.Name))
	return c.String(), err
}

// Find finds a code in the ledger, of the first scheme that has it, given with or without its check character. The code is empty
// where none has it; a check character that does not fit is a *gridcode.CheckError.
func (s *Snapshot) Find(text string) (scheme, code string, err error) {
	for _, x := range s.schemes {
		if code, err := s.ReadCode(x, text); err == nil && s.Issued(x.Name)(code) {
			return x.Name, code, nil
		}
	}
	var misspoken *gridcode.CheckError
	if errors.As(s.Misread(text), &misspoken) {
		return "", "", misspoken
	}
	return "", "", nil
}

// Unified reads a code of the unified network as of a revision; false where the ledger does not know it.
func (s *Snapshot) Unified(scheme, code string, at int) (Reading, bool) {
	story, ok := s.stories.Story(scheme, code, at)
	if !ok {
		return Reading{}, false
	}
	r := Reading{
		Network: registry.Unified, Scheme: scheme, Code: code, State: story.State, Grid: story.Grid,
		Name: NameOf(story), Today: story.Today, Ended: part(story.Ended), Spoken: s.Spoken(scheme, code),
	}
	if r.Today == nil {
		r.Today = []registry.Share{}
	}
	return r, true
}

// NameOf gives the name of the last grid of a story; empty where there was none.
func NameOf(story registry.Story) string {
	if n := len(story.Lives); n > 0 {
		return story.Lives[n-1].Name
	}
	return ""
}

// Spoken gives a code with its check character; empty where the scheme does not read it.
func (s *Snapshot) Spoken(scheme, code string) string {
	if x, ok := s.Scheme(scheme); ok {
		if c, err := x.Parse(code); err == nil {
			return c.Checked()
		}
	}
	return ""
}

// part gives what has ended, nil where nothing has.
func part(e registry.Ended) *registry.Ended {
	if e == (registry.Ended{}) {
		return nil
	}
	return &e
}

// LegacyReadings reads a code of legacy networks, one reading for each grid of that code; an empty network means any.
func (s *Snapshot) LegacyReadings(network, code string) []Reading {
	out := []Reading{}
	for _, l := range s.legacyByCode()[code] {
		if network == "" || network == l.Network {
			out = append(out, legacyReading(l.LegacyGrid, l.Today()))
		}
	}
	return out
}

func legacyReading(l registry.LegacyGrid, t LegacyToday) Reading {
	r := Reading{
		Network: l.Network, Scheme: LegacyScheme, Code: l.Code, County: l.County, State: registry.LiveCode, Name: l.Name,
		Today: slices.Clone(t.Today), Ended: part(t.Ended), Crosswalk: t.Crosswalk,
	}
	if r.Today == nil {
		r.Today = []registry.Share{}
	}
	return r
}

// Readings gives all meanings of a bare code today, the unified ones first, each in the order of schemes and networks.
func (s *Snapshot) Readings(text string) []Reading {
	return append(s.UnifiedReadings(text, s.revision.Number), s.LegacyReadings("", text)...)
}

// UnifiedReadings gives the meanings of a bare code in the unified network as of a revision, in the order of schemes.
func (s *Snapshot) UnifiedReadings(text string, at int) []Reading {
	out := []Reading{}
	for _, x := range s.schemes {
		code, err := s.ReadCode(x, text)
		if r, ok := s.Unified(x.Name, code, at); ok && err == nil {
			out = append(out, r)
		}
	}
	return out
}

// Misread says why a text is a code of no scheme, nil where it is one: of a check character that does not fit, where that is
// the reason for any scheme, else as cn15 has it.
func (s *Snapshot) Misread(text string) error {
	var first error
	var misspoken *gridcode.CheckError
	for _, x := range s.schemes {
		_, err := s.ReadCode(x, text)
		if err == nil {
			return nil
		}
		first = cmp.Or(first, err)
		if c := (*gridcode.CheckError)(nil); errors.As(err, &c) && (misspoken == nil || len(misspoken.Likely) == 0) {
			misspoken = c
		}
	}
	if misspoken != nil {
		return misspoken
	}
	return first
}

// Near gives the codes of the ledger that are one typing error away from a text, of any scheme, those of live grids first.
func (s *Snapshot) Near(text string) []string {
	digits, _, _ := strings.Cut(text, "-")
	var live, others []string
	for _, x := range s.schemes {
		for _, c := range x.Near(digits, s.Issued(x.Name)) {
			story, _ := s.stories.Story(x.Name, c.String(), s.revision.Number)
			switch {
			case slices.Contains(live, c.String()), slices.Contains(others, c.String()): // of another scheme
			case story.State == registry.LiveCode:
				live = append(live, c.String())
			default:
				others = append(others, c.String())
			}
		}
	}
	return append(live, others...)
}
