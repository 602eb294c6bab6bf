package merger

import (
	"fmt"
	"slices"
	"strings"
)

// Finding is something about the input that a person should look at: it blocks nothing.
type Finding struct {
	Network string      `json:"network,omitempty"`
	Kind    FindingKind `json:"kind"`
	Codes   []string    `json:"codes,omitempty"` // of all the network's grids that it is about, sorted
	Text    string      `json:"text"`            // English
	TextZh  string      `json:"textZh"`          // Chinese
}

// FindingKind tells findings apart: a closed set. Each network has at most one finding of a kind.
type FindingKind string

// Kinds of finding.
const (
	DuplicateCode    FindingKind = "duplicateCode"    // several features have one code: they were taken as one grid
	DuplicateGround  FindingKind = "duplicateGround"  // the same ground is there under several codes
	NoShape          FindingKind = "noShape"          // a grid has no ground: its row of the crosswalk is an orphan of no area
	InvalidRing      FindingKind = "invalidRing"      // a ring crosses or repeats itself: the grid has what its windings surround
	Overlaps         FindingKind = "overlaps"         // ground beyond slivers is claimed by several grids of the network
	Gaps             FindingKind = "gaps"             // the network has less than the divisions' ground
	Outside          FindingKind = "outside"          // a part of the network's ground lies outside every division
	DatumSuspected   FindingKind = "datumSuspected"   // the network lies beside the others, as far as another datum would bring it
	NoPeople         FindingKind = "noPeople"         // some grids of the base network do not say how many people they have
	TargetOutOfReach FindingKind = "targetOutOfReach" // no community has people for grids near the target
)

// said makes a finding of a text in both languages with the same arguments.
func said(network string, kind FindingKind, codes []string, zh, en string, args ...any) Finding {
	return Finding{Network: network, Kind: kind, Codes: codes, Text: fmt.Sprintf(en, args...), TextZh: fmt.Sprintf(zh, args...)}
}

// some names the first of many codes.
func some(codes []string) string {
	const most = 3
	if len(codes) <= most {
		return strings.Join(codes, ", ")
	}
	return strings.Join(codes[:most], ", ") + ", …"
}

// findings tells what the faces show of each network: overlaps, gaps, and ground outside every division.
func (t *tally) findings() (out []Finding) {
	of, ofZh := "the divisions' ground", "区划"
	if !t.divided {
		of, ofZh = "the ground of all networks together", "各网总"
	}
	for i := range t.networks {
		n := &t.networks[i]
		if codes := n.contested(); len(codes) > 0 {
			out = append(out, said(n.name, Overlaps, codes, "%s：%d 个网格与同网其他网格重叠（%s），重叠地块对各网格均全额计入",
				"%s: %d grids overlap others of the network (%s): what they share counts in full for each", n.name, len(codes), some(codes)))
		}
		if share := n.covers / t.insideM2; share < 1-noise {
			out = append(out, said(n.name, Gaps, nil, "%[1]s：覆盖%[3]s范围的 %.1[2]f %%", "%[1]s: it covers %.1[2]f %% of %[4]s", n.name, 100*share, ofZh, of))
		}
		if share := n.beyond / (n.covers + n.beyond); share > noise {
			out = append(out, said(n.name, Outside, nil, "%s：%.1f %% 的范围在区划之外", "%s: %.1f %% of its ground lies outside every division", n.name, 100*share))
		}
	}
	return out
}

// contested gives the legacy grids that share more ground with others of their network than noise, sorted.
func (t *networkTally) contested() (codes []string) {
	shared := make([]float64, len(t.codes))
	for p, common := range t.pairs {
		if p.legacy != nobody {
			shared[p.legacy] += common.contested
		}
	}
	for i, code := range t.codes {
		if shared[i] > noise*t.legacy[i].areaM2 {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}
