// Package findings tells what a planner should look at in a county's codes: digits that mean two things, codes that look like a
// typing error of another, codes of a draft that would name mostly other ground, numbers that run out, codes that nobody uses.
//
// Findings block nothing. Each says what is to be done; they come by kind, then by code. Ground decides where codes
// alone would only guess: two grids are the same where half of the one's ground is the other's, so equal digits on the same ground
// are no collision, and a near miss is a code one typing error away from that of the very ground.
package findings

import (
	"cmp"
	"slices"
	"strings"

	"wangge/registry"
	"wangge/registry/snapshot"
)

// Kind is what was found.
type Kind string

// Kinds of finding.
const (
	Collision  Kind = "collision"  // the same digits mean different ground in two networks or schemes
	Misplaced  Kind = "misplaced"  // a grid lies in another community than its code says
	Reserved   Kind = "reserved"   // a code lies in a range that is reserved for another kind of grid
	NearMiss   Kind = "nearMiss"   // an unknown code, one typing error away from the one that the ledger has for its ground
	RunningOut Kind = "runningOut" // a community has used nine in ten of its numbers
	Unused     Kind = "unused"     // codes that were issued and are on no grid

	// What a grid of the draft looks like, whose code says otherwise.
	Split = Kind(registry.SuggestSplit)
	Merge = Kind(registry.SuggestMerge)
	Move  = Kind(registry.SuggestMove)
	Keep  = Kind(registry.SuggestKeep)
)

var order = []Kind{Collision, NearMiss, Misplaced, Reserved, Split, Merge, Move, Keep, RunningOut, Unused}

// Words is a text in both languages.
type Words struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Finding is one thing to look at.
type Finding struct {
	Kind   Kind     `json:"kind" enum:"collision,nearMiss,misplaced,reserved,split,merge,move,keep,runningOut,unused"`
	Where  []string `json:"where" doc:"networks and schemes that it is about; a community where numbers run out"`
	Codes  []string `json:"codes" doc:"all codes that it is about"`
	Likely []string `json:"likely,omitempty" doc:"of a near miss: what was likely meant"`
	Text   Words    `json:"text"`
	Remedy Words    `json:"remedy"`
}

// View is what is looked at.
type View struct {
	Snapshot *snapshot.Snapshot
	County   string
	Draft    *registry.Draft // the county's newest open one, nil where there is none
	Reserves []registry.Reserve
	// Buildings tell where people live; where there are none, shares of area stand for them.
	Buildings []registry.Building
	// Threshold is the share of a grid's ground or people beyond which the draft's grid of the same code looks like another
	// one. Defaults to registry.DefaultThreshold.
	Threshold float64
}

// Of gives all findings of a county.
func Of(v View) []Finding {
	out := slices.Concat(v.collisions(), v.nearMisses(), v.misplaced(), v.reserved(), v.suggested(), v.runningOut(), v.unused())
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)), slices.Compare(a.Where, b.Where), slices.Compare(a.Codes, b.Codes))
	})
	return out
}

// ledger gives the county's entries of the ledger.
func (v View) ledger() []registry.Issue {
	var out []registry.Issue
	for _, i := range v.Snapshot.Stories().Ledger() {
		if strings.HasPrefix(i.Community, v.County) {
			out = append(out, i)
		}
	}
	return out
}

// legacy gives the county's legacy grids.
func (v View) legacy() []*snapshot.Legacy {
	return slices.DeleteFunc(slices.Clone(v.Snapshot.Legacy()), func(l *snapshot.Legacy) bool { return l.County != v.County })
}

// grids gives the grids of the draft, where there is one, else the published ones.
func (v View) grids() []registry.Grid {
	if v.Draft != nil {
		return v.Draft.Grids
	}
	return v.live()
}

// live gives the published grids.
func (v View) live() (out []registry.Grid) {
	for _, g := range v.Snapshot.Grids() {
		if strings.HasPrefix(g.Community, v.County) {
			out = append(out, g.Grid)
		}
	}
	return out
}

func (v View) story(scheme, code string) (registry.Story, bool) {
	return v.Snapshot.Stories().Story(scheme, code, v.Snapshot.Revision().Number)
}

// some lists the first of many codes.
func some(codes []string) string {
	const most = 3
	out := strings.Join(codes[:min(len(codes), most)], ", ")
	if len(codes) > most {
		out += ", …"
	}
	return out
}
