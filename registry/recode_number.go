package registry

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"wangge/gridcode"
)

// RecodeAlgorithm is the version of the numbering of a re-coding, kept with every code that it gave: PlanRecoding tells it.
const RecodeAlgorithm = "recode/1"

// number gives their codes to the grids that come to another community.
func (r *recoder) number() {
	if len(r.Grids) == 0 {
		r.refuse(0, "old", said("县 %s 尚无已发布的网格", "county %s has no live grids to be coded anew", r.County),
			text("直接导入新的区划表（wangge import divisions）", "import the new division table instead (wangge import divisions)"))
		return
	}
	used, come := map[string][]int{}, map[string][]Grid{}
	for _, i := range r.Ledger.Issued {
		used[i.Community] = append(used[i.Community], i.Sequence)
	}
	for _, g := range slices.SortedFunc(slices.Values(r.Grids), func(a, b Grid) int { return strings.Compare(a.Code, b.Code) }) {
		if home := r.home(g); home != g.Community {
			come[home] = append(come[home], g)
		}
	}
	for _, community := range slices.Sorted(maps.Keys(come)) {
		r.settleIn(community, come[community], used[community])
	}
}

// settleIn numbers the grids that come to a community, in the order of their old codes.
func (r *recoder) settleIn(community string, grids []Grid, used []int) {
	reserved := reservedIn(community, gridcode.CN15.Name, r.Ledger.Reserves)
	if len(used) == 0 && r.fromOne(grids) && mayKeep(grids, reserved) {
		for _, g := range grids {
			r.codes[g.Code] = community + g.Code[communityDigits:]
		}
		return
	}
	places := make([]gridcode.Place, len(grids)) // of one spot, so that the keys alone order them
	for i, g := range grids {
		places[i] = gridcode.Place{Key: i, Kind: string(g.Kind)}
	}
	codes, err := gridcode.CN15.Number(anyDivision{}, community, places, used, reserved...)
	if err != nil {
		r.refuse(r.rowFor(community), "new", said("社区 %[1]s 的顺序号不足：%[2]v", "no numbers are left: %[2]v", community, err),
			text("将部分网格移入另一社区，或启用 601–999 的社区编码", "move part of the grids to another community, or give them a community code of their own in 601 to 999"))
		return
	}
	for i, code := range codes {
		r.codes[grids[i].Code] = code.String()
	}
}

// fromOne reports whether the grids come from one community, with it.
func (r *recoder) fromOne(grids []Grid) bool {
	return !slices.ContainsFunc(grids, func(g Grid) bool { return g.Community != grids[0].Community || r.moved(g) })
}

// mayKeep reports whether no sequence number of the grids is reserved where they come to.
func mayKeep(grids []Grid, reserved []gridcode.Reserve) bool {
	return !slices.ContainsFunc(grids, func(g Grid) bool {
		code, err := gridcode.CN15.Parse(g.Code)
		return err != nil || slices.ContainsFunc(reserved, func(v gridcode.Reserve) bool {
			return v.From <= code.Sequence() && code.Sequence() <= v.To && v.Kind != string(g.Kind)
		})
	})
}

// anyDivision is the table of a plan, which has looked at the divisions by itself.
type anyDivision struct{}

func (anyDivision) Has(string) bool { return true }

// Issues gives what the ledger gains by a re-coding, by code.
func (p Recoding) Issues() []Issue {
	batch, now := uuid.New(), time.Now().UTC()
	out := make([]Issue, len(p.Grids))
	for i, g := range p.Grids {
		out[i] = Issue{
			Scheme: gridcode.CN15.Name, Code: g.New, Community: g.New[:communityDigits], Batch: batch, Algorithm: RecodeAlgorithm, IssuedAt: now,
		}
		if code, err := gridcode.CN15.Parse(g.New); err == nil {
			out[i].Sequence = code.Sequence()
		}
	}
	slices.SortFunc(out, func(a, b Issue) int { return strings.Compare(a.Code, b.Code) })
	return out
}
