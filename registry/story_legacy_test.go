package registry_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
)

// crossing adds rows of crosswalks to a past: "2 p1>A 0.4 1" (at revision 2, 40 % of p1 of the police are all of A), "noise" behind it
// for a border drawn twice; p1> is ground in no grid, and >A what the police never had.
func crossing(c *registry.Content, rows string) *registry.Content {
	for line := range lines(rows) {
		f := strings.Fields(line)
		r := registry.Crossing{Network: "police", Noise: len(f) > 4, Class: registry.ClassSplit}
		r.LegacyCode, r.Code, _ = strings.Cut(f[1], ">")
		revision := 0
		if _, err := fmt.Sscan(strings.Join([]string{f[0], f[2], f[3]}, " "), &revision, &r.OfLegacy, &r.OfGrid); err != nil {
			panic(line + ": " + err.Error())
		}
		r.PeopleOfLegacy, r.PeopleOfGrid = r.OfLegacy, r.OfGrid
		if n := len(c.Crosswalk); n == 0 || c.Crosswalk[n-1].Revision != revision {
			c.Crosswalk = append(c.Crosswalk, registry.Crosswalk{Revision: revision, County: "370883"})
		}
		last := &c.Crosswalk[len(c.Crosswalk)-1]
		last.Rows = append(last.Rows, r)
	}
	return c
}

// toldLegacy gives the story of a grid of the police in short.
func toldLegacy(t *testing.T, c *registry.Content, code string, at int) string {
	t.Helper()
	s, ok := registry.NewStories(c).Legacy("370883", "police", code, at)
	if !ok {
		return "none"
	}
	area, people := s.Ended.Area, s.Ended.Population
	out := fmt.Sprintf("by %d:", s.Crosswalk)
	for _, g := range s.Today {
		out += fmt.Sprintf(" %s %.3g", g.Code, g.Area)
		area, people = area+g.Area, people+g.Population
	}
	if s.Ended.Area > 0 {
		out += fmt.Sprintf(" †%.3g %s", s.Ended.Area, s.Ended.Reason)
	}
	if math.Abs(area-1) > 1e-9 || math.Abs(people-1) > 1e-9 {
		t.Errorf("%s at %d: today and ended add up to %g of the area and %g of the people", code, at, area, people)
	}
	return out
}

func TestTheStoryOfALegacyGrid(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, lives, rows, crosswalk string
		want                         []string // of p1 at revision 1, 2, …
	}{
		{"begins with the crosswalk that has it", "A 2-", "", "2 p1>A 1 1", []string{"none", "by 2: A 1", "by 2: A 1"}},
		{"goes to several grids, the largest share first", "A 1-\nB 1-", "", "1 p1>A 0.3 1\n1 p1>B 0.7 1", []string{"by 1: B 0.7 A 0.3"}},
		{"tells what is in no grid", "A 1-", "", "1 p1>A 0.75 1\n1 p1> 0.25 0", []string{"by 1: A 0.75 †0.25 uncovered"}},
		{"goes on with the lineage of the grids", "A 1-2\nB 2-\nC 2-", "2 A>B 0.4 1\n2 A>C 0.6 1", "1 p1>A 1 1", []string{"by 1: A 1", "by 1: C 0.6 B 0.4"}},
		{"comes together again", "A 1-2\nB 1-2\nC 2-", "2 A>C 1 0.5\n2 B>C 1 0.5", "1 p1>A 0.5 1\n1 p1>B 0.5 1", []string{"by 1: A 0.5 B 0.5", "by 1: C 1"}},
		{"ends with ground that nobody has any more", "A 1-2\nB 1-", "2 A> 1 0", "1 p1>A 0.6 1\n1 p1>B 0.4 1", []string{"by 1: A 0.6 B 0.4", "by 1: B 0.4 †0.6 dropped"}},
		{"begins anew with the next crosswalk", "A 1-2\nB 2-", "2 A>B 1 1", "1 p1>A 1 1\n2 p1>B 0.5 1\n2 p1> 0.5 0", []string{"by 1: A 1", "by 2: B 0.5 †0.5 uncovered"}},
		{"stays with the last crosswalk that has it", "A 1-", "", "1 p1>A 1 1\n2 p2>A 1 1", []string{"by 1: A 1", "by 1: A 1"}},
		{"leaves noise out", "A 1-\nB 1-", "", "1 p1>A 0.9995 1\n1 p1>B 0.0005 0.001 noise", []string{"by 1: A 1"}},
		{"is noise alone", "A 1-\nB 1-", "", "1 p1>A 0.5 0.001 noise\n1 p1>B 0.5 0.001 noise", []string{"by 1: A 0.5 B 0.5"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := crossing(past(tt.lives, tt.rows), tt.crosswalk)
			for i, want := range tt.want {
				if got := toldLegacy(t, c, "p1", i+1); got != want {
					t.Errorf("at revision %d: %q, want %q", i+1, got, want)
				}
			}
		})
	}
}

func TestAGridTellsWhichLegacyGridsItCameFrom(t *testing.T) {
	t.Parallel()
	stories := registry.NewStories(crossing(past("A 1-\nB 1-", ""), "1 p1>A 1 0.3\n1 p2>A 1 0.6\n1 >A 0 0.1\n1 p3>A 0.001 0.0001 noise\n1 p3>B 0.999 1\n2 p1>A 1 1"))
	revision, rows := stories.LegacyOf("A", 2)
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprintf("%s %g", r.LegacyCode, r.OfGrid))
	}
	if diff := cmp.Diff([]string{"p2 0.6", "p1 0.3"}, got); diff != "" || revision != 1 {
		t.Errorf("at revision %d: %s", revision, diff)
	}
	if revision, rows := stories.LegacyOf("A", 0); revision != 0 || rows != nil {
		t.Errorf("before its acceptance: %d %v", revision, rows)
	}
}

func TestTheCrosswalkOfACountyIsThatOfItsLastAcceptance(t *testing.T) {
	t.Parallel()
	c := crossing(past("A 1-", ""), "1 p1>A 1 1\n3 p1>A 1 1")
	c.Crosswalk[1].County = "110000"
	stories := registry.NewStories(c)
	if got, ok := stories.Crosswalk("370883", 3); !ok || got.Revision != 1 {
		t.Errorf("got that of revision %d (%v), want 1", got.Revision, ok)
	}
	if _, ok := stories.Crosswalk("370883", 0); ok {
		t.Error("there is one before the first acceptance")
	}
}
