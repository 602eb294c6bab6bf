package registry_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
)

// past is a history that a test tells: of codes A, B, …, each with lives "A 1-3" (begun by revision 1, ended by 3), and
// rows "3 A>B 0.4 1" (40 % of A, all of B).
func past(lives, rows string) *registry.Content {
	c := &registry.Content{}
	last := 0
	for line := range lines(lives) {
		var l registry.Life
		_, err := fmt.Sscanf(strings.Replace(line, "-", " ", 1), "%s %d %d", &l.Code, &l.From, &l.To)
		if err != nil { // "A 1-": it lasts
			l.To = 0
		}
		l.Name = l.Code + " grid"
		c.Lives = append(c.Lives, l)
		last = max(last, l.From, l.To)
	}
	for line := range lines(rows) {
		f := strings.Fields(line)
		r := registry.Lineage{}
		r.Predecessor, r.Successor, _ = strings.Cut(f[1], ">")
		_, err := fmt.Sscan(strings.Join(append(f[:1:1], f[2:]...), " "), &r.Revision, &r.AreaShare, &r.SuccessorAreaShare)
		if err != nil {
			panic(line + ": " + err.Error())
		}
		r.PopulationShare, r.SuccessorPopulationShare = r.AreaShare, r.SuccessorAreaShare
		c.Lineage = append(c.Lineage, r)
		last = max(last, r.Revision)
	}
	for n := last; n > 0; n-- {
		c.Revisions = append(c.Revisions, registry.Revision{Number: n, PublishedAt: day(n)})
	}
	for _, l := range c.Lives {
		c.Ledger = append(c.Ledger, registry.Issue{Scheme: "cn15", Code: l.Code, Algorithm: "cn15-rows/1"})
	}
	c.Ledger = slices.Compact(c.Ledger)
	return c
}

func lines(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}

// day is noon of a day of March 2026 in China.
func day(n int) time.Time { return time.Date(2026, 3, n, 4, 0, 0, 0, time.UTC) }

// told gives a story in short: its state, today and what has ended.
func told(t *testing.T, c *registry.Content, code string, at int) string {
	t.Helper()
	s, ok := registry.NewStories(c).Story("cn15", code, at)
	if !ok {
		t.Fatalf("the ledger does not know %s", code)
	}
	sum, out := s.Ended.Area, string(s.State)+":"
	for _, g := range s.Today {
		out += fmt.Sprintf(" %s %.3g", g.Code, g.Area)
		sum += g.Area
		if g.Area != g.Population {
			t.Errorf("%s at %d: area %g and people %g, of rows that do not tell them apart", code, at, g.Area, g.Population)
		}
	}
	if s.Ended.Area > 0 {
		out += fmt.Sprintf(" †%.3g %s", s.Ended.Area, s.Ended.Reason)
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("%s at %d: today and ended add up to %g", code, at, sum)
	}
	return out
}

// steps gives the steps in short.
func steps(c *registry.Content, code string, at int) string {
	var out []string
	for _, s := range registry.NewStories(c).Steps(code, at) {
		out = append(out, fmt.Sprintf("%d %s %s>%s", s.Revision, s.Kind, s.Predecessor, s.Successor))
	}
	return strings.Join(out, ", ")
}

func TestStory(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, lives, rows string
		code              string
		want              []string // at revision 1, 2, …
	}{
		{"a grid that stays is itself", "A 1-", "", "A", []string{"live: A 1", "live: A 1"}},
		{
			"a split", "A 1-2\nB 2-\nC 2-", "2 A>B 0.4 1\n2 A>C 0.6 1", "A",
			[]string{"live: A 1", "retired: C 0.6 B 0.4"},
		},
		{
			"a merge is half of what it became, and all of it went there", "A 1-2\nB 1-2\nC 2-", "2 A>C 1 0.5\n2 B>C 1 0.5", "A",
			[]string{"live: A 1", "retired: C 1"},
		},
		{
			"a diamond: split, and merged again", "A 1-2\nB 2-3\nC 2-3\nD 3-", "2 A>B 0.4 1\n2 A>C 0.6 1\n3 B>D 1 0.4\n3 C>D 1 0.6", "A",
			[]string{"live: A 1", "retired: C 0.6 B 0.4", "retired: D 1"},
		},
		{
			"ways of different length to one grid", "A 1-2\nB 2-3\nC 2-\nD 3-4\nC2 4-", "2 A>B 0.5 1\n2 A>C 0.5 1\n3 B>D 1 1\n4 D>C 1 0", "A",
			[]string{"live: A 1", "retired: B 0.5 C 0.5", "retired: C 0.5 D 0.5", "retired: C 1"},
		},
		{
			"a grid that keeps its code leads to itself, whatever it gave away", "A 1-\nB 2-", "2 A>B 0.3 1", "A",
			[]string{"live: A 1", "live: A 1"},
		},
		{"ground that nobody has any more", "A 1-2", "2 A> 1 0", "A", []string{"live: A 1", "retired: †1 dropped"}},
		{
			"an end in part, further down", "A 1-2\nB 2-3\nC 2-", "2 A>B 0.5 1\n2 A>C 0.5 1\n3 B>C 0.5 0.1\n3 B> 0.5 0", "A",
			[]string{"live: A 1", "retired: B 0.5 C 0.5", "retired: C 0.75 †0.25 dropped"},
		},
		{
			"a revert brings it back", "A 1-2\nA 3-\nB 2-3\nC 2-3", "2 A>B 0.4 1\n2 A>C 0.6 1\n3 B>A 1 0.4\n3 C>A 1 0.6", "A",
			[]string{"live: A 1", "retired: C 0.6 B 0.4", "live: A 1"},
		},
		{
			"what a revert took away leads to what it brought back", "A 1-2\nA 3-\nB 2-3\nC 2-3", "2 A>B 0.4 1\n2 A>C 0.6 1\n3 B>A 1 0.4\n3 C>A 1 0.6", "B",
			[]string{"unused: †1 notYet", "live: B 1", "retired: A 1"},
		},
		{
			"each life has successors of its own", "A 1-2\nA 3-4\nB 2-3\nC 4-", "2 A>B 1 1\n3 B>A 1 1\n4 A>C 1 1", "A",
			[]string{"live: A 1", "retired: B 1", "live: A 1", "retired: C 1"},
		},
		{"an end before lineage was kept", "A 1-2", "", "A", []string{"live: A 1", "retired: †1 unrecorded"}},
		{"a successor that no life tells of", "A 1-2", "2 A>B 1 1", "A", []string{"live: A 1", "retired: †1 unrecorded"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for i, want := range tt.want {
				if got := told(t, past(tt.lives, tt.rows), tt.code, i+1); got != want {
					t.Errorf("%s at %d is %q, want %q", tt.code, i+1, got, want)
				}
			}
		})
	}
}

// People need not live where the ground is.
func TestPeopleAreFollowedApart(t *testing.T) {
	t.Parallel()
	c := past("A 1-2\nB 2-\nC 2-", "2 A>B 0.4 1\n2 A>C 0.6 1")
	c.Lineage[0].PopulationShare, c.Lineage[1].PopulationShare = 0.9, 0.1
	s, _ := registry.NewStories(c).Story("cn15", "A", 2)
	want := []registry.Share{{Code: "C", Name: "C grid", Area: 0.6, Population: 0.1}, {Code: "B", Name: "B grid", Area: 0.4, Population: 0.9}}
	if d := cmp.Diff(want, s.Today); d != "" {
		t.Error(d)
	}
}

func TestCodesWithoutAGrid(t *testing.T) {
	t.Parallel()
	c := past("A 1-", "")
	c.Ledger = append(c.Ledger,
		registry.Issue{Scheme: "cn15", Code: "B", Algorithm: "cn15-rows/1"}, registry.Issue{Scheme: "cn15", Code: "C", Algorithm: registry.Imported})
	for code, want := range map[string]string{"B": "unused: †1 unused", "C": "elsewhere: †1 elsewhere"} {
		if got := told(t, c, code, 1); got != want {
			t.Errorf("%s is %q, want %q", code, got, want)
		}
	}
	if _, ok := registry.NewStories(c).Story("cn15", "D", 1); ok {
		t.Error("a code that was never issued has a story")
	}
	if _, ok := registry.NewStories(&registry.Content{}).Story("cn15", "A", 0); ok {
		t.Error("a code has a story before anything was stored")
	}
}

// A code of another scheme is a name of a grid: its story is the grid's, also when that is retired.
func TestOtherSchemesTellTheGridsStory(t *testing.T) {
	t.Parallel()
	c := past("A 1-2\nB 2-", "2 A>B 1 1")
	c.Ledger = append(c.Ledger, registry.Issue{Scheme: "city16", Code: "X", Grid: "A", Algorithm: registry.Imported})
	stories := registry.NewStories(c) // the ledger is out of order, as a database may sort it
	for at, want := range map[int]string{1: "live A", 2: "retired B"} {
		s, ok := stories.Story("city16", "X", at)
		if got := fmt.Sprintf("%s %s", s.State, s.Today[0].Code); !ok || s.Grid != "A" || got != want {
			t.Errorf("at %d: %q of grid %q, want %q of A", at, got, s.Grid, want)
		}
	}
}

// A life that a later revision ended lasts for who asks as of before.
func TestLivesAsOf(t *testing.T) {
	t.Parallel()
	stories := registry.NewStories(past("A 1-2\nA 3-\nB 2-3", "2 A>B 1 1\n3 B>A 1 1"))
	for at, want := range map[int][][2]int{1: {{1, 0}}, 2: {{1, 2}}, 3: {{1, 2}, {3, 0}}} {
		s, _ := stories.Story("cn15", "A", at)
		var got [][2]int
		for _, l := range s.Lives {
			got = append(got, [2]int{l.From, l.To})
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("at %d: %s", at, d)
		}
	}
}

func TestSteps(t *testing.T) {
	t.Parallel()
	diamond := [2]string{"A 1-2\nB 2-3\nC 2-3\nD 3-\nZ 1-\nY 4-", "2 A>B 0.4 1\n2 A>C 0.6 1\n3 B>D 1 0.4\n3 C>D 1 0.6\n4 Z>Y 0.5 1"}
	tests := []struct {
		name    string
		history [2]string
		code    string
		at      int
		want    string
	}{
		{"of the first: all that came of it", diamond, "A", 4, "2 split A>B, 2 split A>C, 3 merge B>D, 3 merge C>D"},
		{"of the last: all that it came from", diamond, "D", 4, "2 split A>B, 2 split A>C, 3 merge B>D, 3 merge C>D"},
		{"of one between: not its sister", diamond, "B", 4, "2 split A>B, 3 merge B>D"},
		{"as of then", diamond, "A", 2, "2 split A>B, 2 split A>C"},
		{"before it began", diamond, "B", 1, ""},
		{"of others: nothing", diamond, "Z", 4, "4 partition Z>Y"},
		{
			"what a grid gave away before it got the ground is no part of it",
			[2]string{"A 1-3\nB 1-4\nC 2-\nD 4-", "2 B>C 0.1 1\n3 A>B 1 0.5\n4 B>D 1 1"},
			"A", 4, "3 dissolve A>B, 4 recode B>D",
		},
		{
			"what a grid got after it gave the ground is none of its ancestry",
			[2]string{"A 1-3\nB 1-\nC 2-", "2 B>C 0.1 1\n3 A>B 1 0.5"},
			"C", 3, "2 partition B>C",
		},
		{
			"a revert: there and back, each row once",
			[2]string{"A 1-2\nA 3-\nB 2-3", "2 A>B 1 1\n3 B>A 1 1"},
			"A", 3, "2 recode A>B, 3 recode B>A",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := steps(past(tt.history[0], tt.history[1]), tt.code, tt.at); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestStepKinds(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, lives, rows, code, want string }{
		{"split", "A 1-2\nB 2-\nC 2-", "2 A>B 0.4 1\n2 A>C 0.6 1", "A", "2 split A>B, 2 split A>C"},
		{"split, part of it to a grid that was there", "A 1-2\nB 2-\nC 1-", "2 A>B 0.4 1\n2 A>C 0.6 0.3", "A", "2 split A>B, 2 split A>C"},
		{"merge", "A 1-2\nB 1-2\nC 2-", "2 A>C 1 0.5\n2 B>C 1 0.5", "A", "2 merge A>C"},
		{"recode", "A 1-2\nB 2-", "2 A>B 1 1", "A", "2 recode A>B"},
		{"one to one on other ground", "A 1-2\nB 2-", "2 A>B 0.7 1\n2 A> 0.3 0", "A", "2 end A>, 2 reshape A>B"},
		{"dissolve", "A 1-2\nB 1-\nC 1-", "2 A>B 0.5 0.3\n2 A>C 0.5 0.3", "A", "2 dissolve A>B, 2 dissolve A>C"},
		{"partition", "A 1-\nB 2-", "2 A>B 0.3 1", "A", "2 partition A>B"},
		{"partition of several", "A 1-\nB 2-\nC 1-", "2 A>B 0.3 0.5\n2 C>B 0.3 0.5", "A", "2 partition A>B"},
		{"reshape", "A 1-2\nB 1-2\nC 2-\nD 2-", "2 A>C 0.5 0.5\n2 A>D 0.5 0.5\n2 B>C 0.5 0.5\n2 B>D 0.5 0.5", "A", "2 reshape A>C, 2 reshape A>D"},
		{"end", "A 1-2", "2 A> 1 0", "A", "2 end A>"},
		{
			"a border that shifted a little makes no reshape of two splits", "A 1-2\nB 2-\nC 2-\nD 1-2\nE 2-\nF 2-",
			"2 A>B 0.5 1\n2 A>C 0.495 1\n2 A>E 0.005 0.005\n2 D>E 0.5 0.995\n2 D>F 0.5 1", "A", "2 split A>B, 2 split A>C, 2 reshape A>E",
		},
		{"two events at one revision", "A 1-2\nB 2-\nC 1-2\nD 2-\nE 1-2", "2 A>B 1 1\n2 C>D 1 0.5\n2 E>D 1 0.5", "C", "2 merge C>D"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := steps(past(tt.lives, tt.rows), tt.code, 2); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestStepsOfARevert(t *testing.T) {
	t.Parallel()
	c := past("A 1-2\nA 3-\nB 2-3\nC 2-3", "2 A>B 0.4 1\n2 A>C 0.6 1\n3 B>A 1 0.4\n3 C>A 1 0.6")
	c.Revisions[0].Reverts = 1
	if got, want := steps(c, "A", 3), "2 split A>B, 2 split A>C, 3 revert B>A, 3 revert C>A"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A long life of splits and merges costs its length, not the number of ways through it, which doubles with every diamond.
func TestLongHistories(t *testing.T) {
	t.Parallel()
	const diamonds = 3000
	c := &registry.Content{}
	life := func(code string, from, to int) {
		c.Lives = append(c.Lives, registry.Life{Code: code, From: from, To: to})
	}
	row := func(r int, p, s string, share, of float64) {
		c.Lineage = append(c.Lineage, registry.Lineage{Revision: r, Predecessor: p, Successor: s, AreaShare: share, PopulationShare: share, SuccessorAreaShare: of, SuccessorPopulationShare: of})
	}
	for i := range diamonds {
		n, r := fmt.Sprintf("%05d", i), 2*i+1
		life(n, r, r+1)
		life(n+"a", r+1, r+2)
		life(n+"b", r+1, r+2)
		next := fmt.Sprintf("%05d", i+1)
		row(r+1, n, n+"a", 0.5, 1)
		row(r+1, n, n+"b", 0.5, 1)
		row(r+2, n+"a", next, 1, 0.5)
		row(r+2, n+"b", next, 1, 0.5)
	}
	last := fmt.Sprintf("%05d", diamonds)
	life(last, 2*diamonds+1, 0)
	c.Ledger = []registry.Issue{{Scheme: "cn15", Code: "00000"}}
	if got, want := told(t, c, "00000", math.MaxInt-1), "retired: "+last+" 1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := len(registry.NewStories(c).Steps("00000", math.MaxInt-1)); n != 4*diamonds {
		t.Errorf("%d steps, want %d", n, 4*diamonds)
	}
}

func TestAt(t *testing.T) {
	t.Parallel()
	stories := registry.NewStories(past("A 1-\nB 3-", "")) // published on the 1st, 2nd and 3rd at noon
	tests := []struct {
		in   string
		want int // 0: refused
		says string
	}{
		{"", 3, ""},
		{"2", 2, ""},
		{"2026-03-02", 2, ""}, // the end of that day
		{"2026-03-02T11:59:59+08:00", 1, ""},
		{"2026-03-02T04:00:00Z", 2, ""},
		{"2030-01-01", 3, ""},
		{"2026-02-28", 0, "from 2026-03-01T12:00:00+08:00 on"},
		{"2026-03-01T11:59:59+08:00", 0, "before the first revision"},
		{"0", 0, "no revision 0"},
		{"4", 0, "the last one is 3"},
		{"20260302", 0, "no revision 20260302"},
		{"yesterday", 0, "no date"},
		{"2026-02-30", 0, "no date"},
		{" 2", 0, "no date"},
	}
	for _, tt := range tests {
		r, err := stories.At(tt.in)
		switch {
		case tt.want > 0 && (err != nil || r.Number != tt.want):
			t.Errorf("At(%q) = %d, %v, want %d", tt.in, r.Number, err, tt.want)
		case tt.want == 0 && (!errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.says)):
			t.Errorf("At(%q) = %v, want ErrInvalid that says %q", tt.in, err, tt.says)
		}
	}
	late := past("A 1-", "")
	late.Revisions[0].PublishedAt = day(1).Add(time.Millisecond) // the first whole second that can be asked is told
	if _, err := registry.NewStories(late).At("2026-02-28"); err == nil || !strings.Contains(err.Error(), "from 2026-03-01T12:00:01+08:00 on") {
		t.Errorf("published within a second: %v", err)
	}
	if _, err := registry.NewStories(&registry.Content{}).At("2026-03-01"); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("before the first publish: %v", err)
	}
	if r, err := registry.NewStories(&registry.Content{}).At(""); err != nil || r.Number != 0 {
		t.Errorf("now, before the first publish: %v, %v", r, err)
	}
}
