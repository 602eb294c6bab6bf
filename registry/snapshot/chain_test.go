package snapshot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// noon is when the posts below are asked for.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, registry.China)

// staffed is the county of content with posts as "network role officer target [deputy] [leave|vacant|notBegun|ended]"; the officers are
// named after their ids, and the targets grid, community, town and county.
func staffed(t *testing.T, posts ...string) *snapshot.Snapshot {
	t.Helper()
	c := content()
	c.Officers, c.Postings = nil, nil
	c.Matters = []registry.Matter{{County: "370883", Code: "street-lamp", Name: "路灯故障", Networks: []string{"urban", "governance"}}}
	for _, line := range posts {
		f := strings.Fields(line)
		c.Officers = append(c.Officers, registry.Officer{County: "370883", ID: f[2], Name: f[2], Public: true})
		post := registry.Posting{
			County: "370883", Network: f[0], Role: registry.Role(f[1]), Officer: f[2], State: registry.Active,
			Target: map[string]string{"grid": west, "community": west[:12], "town": west[:9], "county": west[:6]}[f[3]],
		}
		for _, word := range f[4:] {
			switch word {
			case "deputy":
				post.Deputy = true
			case "leave":
				post.State, post.AwayUntil = registry.OnLeave, noon.AddDate(0, 0, 2)
			case "vacant":
				post.State = registry.Vacant
			case "notBegun":
				post.From = noon.AddDate(0, 0, 1)
			case "ended":
				post.To = noon
			default:
				t.Fatalf("%q is no word of a post", word)
			}
		}
		c.Postings = append(c.Postings, post)
	}
	return snapshot.New(c, nil)
}

// answers writes people as "name rule", with those whom the first of them was chosen before in brackets.
func answers(people []snapshot.Person) []string {
	out := []string{}
	for _, p := range people {
		s := fmt.Sprint(p.Name, " ", p.Rule)
		if p.For != "" {
			s += " for " + p.For
		}
		for _, x := range p.PassedOver {
			s += fmt.Sprintf(" [%s %s]", x.Rule, x.Reason)
		}
		out = append(out, s)
	}
	return out
}

func TestTheChainOfWhoAnswers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, network string
		posts, want   []string
	}{
		{"who holds the post", "urban", []string{"urban urban a grid", "urban urban b grid deputy"}, []string{"a primary"}},
		{"the deputy of a leave", "urban", []string{"urban urban a grid leave", "urban urban b grid deputy"}, []string{"b deputy [primary leave]"}},
		{"the deputy of a vacant post", "urban", []string{"urban urban a grid vacant", "urban urban b grid deputy"}, []string{"b deputy [primary vacant]"}},
		{"the deputy of a post that begins tomorrow", "urban", []string{"urban urban a grid notBegun", "urban urban b grid deputy"}, []string{"b deputy [primary notBegun]"}},
		{"the deputy of one that is over", "urban", []string{"urban urban a grid ended", "urban urban b grid deputy"}, []string{"b deputy [primary ended]"}},
		{"the deputy of nobody", "urban", []string{"urban urban b grid deputy"}, []string{"b deputy [primary none]"}},
		{"one of two holders", "urban", []string{"urban urban a grid leave", "urban urban b grid", "urban urban c grid deputy"}, []string{"b primary [primary leave]"}},
		{"both holders", "urban", []string{"urban urban a grid", "urban urban b grid"}, []string{"a primary", "b primary"}},
		{
			"the grid's head of another network, the deputy on leave too", "urban",
			[]string{"urban urban a grid leave", "urban urban b grid deputy leave", "governance head h grid"},
			[]string{"h head for urban [primary leave] [deputy leave]"},
		},
		{"the head's deputy", "urban", []string{"urban urban a grid leave", "governance head h grid leave", "governance head i grid deputy"}, []string{"i head for urban [primary leave] [deputy none] [head leave]"}},
		{
			"the network's own head before another's", "urban",
			[]string{"governance head h grid", "urban urban a grid leave", "urban head i grid"},
			[]string{"i head [primary leave] [deputy none]"},
		},
		{
			"a head for the officer on leave, named once, and the other roles after", "governance",
			[]string{"governance officer a grid leave", "governance head h grid", "governance secretary s grid", "governance micro m grid leave"},
			[]string{"h head [primary leave] [deputy none]", "s primary"},
		},
		{
			"an officer first, then the other roles", "governance",
			[]string{"governance head h grid", "governance officer a grid", "governance secretary s grid"},
			[]string{"a primary", "h primary", "s primary"},
		},
		{"the community's desk", "urban", []string{"urban duty d community", "governance duty c community", "urban duty t town"}, []string{"d communityDuty [primary none] [deputy none] [head none]"}},
		{
			"another network's desk in the community before the own one in the town", "urban",
			[]string{"governance duty c community", "urban duty t town"},
			[]string{"c communityDuty for urban [primary none] [deputy none] [head none]"},
		},
		{
			"the community's own worker where its desk is not manned", "police",
			[]string{"police duty d community leave", "police police p community"},
			[]string{"p communityDuty [primary none] [deputy none] [head none] [communityDuty leave]"},
		},
		{
			"no secretary of another network as a desk; the desk's deputy", "urban",
			[]string{"governance secretary s community", "urban duty t town vacant", "urban duty u town deputy"},
			[]string{"u townDuty [primary none] [deputy none] [head none] [communityDuty none] [townDuty vacant]"},
		},
		{
			"the county's desk", "urban",
			[]string{"governance duty z county"},
			[]string{"z countyDuty for urban [primary none] [deputy none] [head none] [communityDuty none] [townDuty none]"},
		},
		{"nobody at all", "urban", nil, []string{}},
		{
			"every network of the grid, each by its own chain", "",
			[]string{"governance officer a grid", "police police p grid leave", "governance duty d community"},
			[]string{"a primary", "d communityDuty for police [primary leave] [deputy none] [head none]"},
		},
		{"any desk, for a grid without posts", "", []string{"urban duty d town"}, []string{"d townDuty [primary none] [deputy none] [head none] [communityDuty none]"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := staffed(t, tt.posts...)
			g, _ := s.Grid(west)
			if diff := cmp.Diff(tt.want, answers(s.People(g, tt.network, noon))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestALeaveEndsByItself(t *testing.T) {
	t.Parallel()
	s := staffed(t, "urban urban a grid leave", "urban urban b grid deputy")
	g, _ := s.Grid(west)
	p := s.People(g, "urban", noon)[0]
	if until := p.PassedOver[0].Until; until == nil || !until.Equal(noon.AddDate(0, 0, 2)) {
		t.Errorf("passed over until %v", until)
	}
	if got := answers(s.People(g, "urban", noon.AddDate(0, 0, 2))); !cmp.Equal(got, []string{"a primary"}) {
		t.Errorf("when the leave is over: %q", got)
	}
}

// The networks of a matter are asked in their order, before the grid's head; the desks are those of the first.
func TestWhoAnswersForAKindOfMatter(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name        string
		posts, want []string
	}{
		{"the first network", []string{"urban urban u grid", "governance officer g grid"}, []string{"u primary"}},
		{"the second, where nobody of the first is there", []string{"urban urban u grid leave", "governance officer g grid", "governance head h grid"}, []string{"g primary [primary leave] [deputy none]", "h primary"}},
		{
			"the desk, where nobody of either is",
			[]string{"urban urban u grid leave", "governance officer g grid vacant", "urban duty d town"},
			[]string{"d townDuty [primary leave] [deputy none] [primary vacant] [deputy none] [head none] [communityDuty none]"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := staffed(t, tt.posts...)
			r, err := s.Resolve(snapshot.Query{Point: orb.Point{116.979, 35.405}, Datum: datum.CGCS2000, Matter: "street-lamp", At: noon, Trace: true})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, answers(r.People)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnUnknownMatterNamesTheKnownOnes(t *testing.T) {
	t.Parallel()
	s := staffed(t)
	for _, q := range []snapshot.Query{{Matter: "lamp"}, {Matter: "street-lamp", Network: "urban"}} {
		q.Point, q.Datum = orb.Point{116.979, 35.405}, datum.CGCS2000
		var wrong *snapshot.QueryError
		if _, err := s.Resolve(q); !errors.As(err, &wrong) || wrong.Field != "matter" {
			t.Errorf("%+v: got %v", q, err)
		} else if q.Network == "" && !strings.Contains(wrong.Reason, "street-lamp 路灯故障") {
			t.Errorf("%s does not name the known ones", wrong.Reason)
		}
	}
}
