package main

import (
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"wangge/gridcode"
	"wangge/registry/postgis"
)

// newQuarter is an office whose county has one community of nine published grids, 格0 to 格8, three in a row from the south-west,
// each 0.002° wide and high:
//
//	格6 格7 格8
//	格3 格4 格5
//	格0 格1 格2
func newQuarter(t *testing.T) office {
	t.Helper()
	o := newOffice(t)
	o.write("quarter.csv", "code,name\n370883,邹城市\n370883001,钢山街道\n370883001004,三里营\n370883001005,四里营\n")
	o.write("quarter.geojson", squares(3, "格"))
	o.does(0, "added", "import", "divisions", "quarter.csv")
	o.does(0, "9 added", "import", "grids", "quarter.geojson")
	o.publish("revision 1")
	return o
}

// publish numbers what has no code, and publishes.
func (o office) publish(words string) {
	o.t.Helper()
	o.does(0, "issued", "code", "assign", "--commit")
	o.does(0, words, "publish")
}

// live gives the code of each live grid by its name.
func (o office) live() map[string]string {
	o.t.Helper()
	store, err := postgis.Open(o.t.Context(), o.database, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		o.t.Fatal(err)
	}
	defer store.Close()
	grids, err := store.Grids(o.t.Context(), "370883")
	if err != nil {
		o.t.Fatal(err)
	}
	codes := map[string]string{}
	for _, g := range grids {
		codes[g.Name] = g.Code
	}
	return codes
}

// gone tells whether a code names no live grid, though it is in the ledger for ever.
func gone(codes map[string]string, code string) bool {
	for _, c := range codes {
		if c == code {
			return false
		}
	}
	return true
}

// A split retires the code and gives both parts new ones; the neighbours keep theirs.
func TestASplitRetiresTheCode(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	before := o.live()
	o.does(0, "code assign --commit", "draft", "split", before["格4"], "116.9030,35.4010", "116.9030,35.4050", "--datum", "cgcs2000", "--reason", "两个小区")
	o.does(1, "2 of 10 grids have no code", "publish")
	o.publish("revision 2")
	after := o.live()
	if len(after) != 10 || !gone(after, before["格4"]) || after["格4甲"] == "" || after["格4乙"] == "" || after["格1"] != before["格1"] {
		t.Errorf("before %v, after %v", before, after)
	}
	o.does(1, "it may be retired", "draft", "rename", before["格4"], "again")
}

func TestAMergeRetiresTheCodesAndIsNumberedAnew(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	before := o.live()
	o.does(1, "has no border in common", "draft", "merge", before["格0"], before["格2"])
	o.does(0, "1800 people", "draft", "merge", before["格0"], before["格2"], before["格1"], "--name", "南三格")
	o.publish("1 grids added, 0 changed, 3 retired")
	after := o.live()
	if len(after) != 7 || !gone(after, before["格0"]) || !gone(after, before["格1"]) || !gone(after, before["格2"]) || after["南三格"] == "" {
		t.Errorf("before %v, after %v", before, after)
	}
}

// Whoever takes a dissolved grid's ground, is renamed, or has a border moved, keeps the code.
func TestDissolveRenameAndAdjustKeepCodes(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	before := o.live()
	o.does(0, "1200 people", "draft", "dissolve", before["格8"], "--into", before["格5"])
	o.does(0, "保留编码", "draft", "rename", before["格0"], "新名")
	o.does(0, "保留编码", "draft", "set", before["格0"], "--kind", "dedicated", "--population", "77")
	o.does(0, "保留编码", "draft", "adjust", before["格3"], before["格4"], "116.902,35.4025", "116.9025,35.403", "116.902,35.4035", "--datum", "cgcs2000")
	o.does(0, "保留编码", "draft", "transfer", before["格6"], before["格7"], "116.9015,35.4030", "116.9015,35.4070", "--datum", "wgs84")
	o.does(0, "retired", "publish")
	after := o.live()
	want := map[string]string{"新名": before["格0"]}
	for _, n := range []int{1, 2, 3, 4, 5, 6, 7} {
		want[fmt.Sprint("格", n)] = before[fmt.Sprint("格", n)]
	}
	if fmt.Sprint(after) != fmt.Sprint(want) {
		t.Errorf("after %v, want %v", after, want)
	}
}

// Every state of a draft goes on from the one before, so changes are taken back one by one, down to the live map.
func TestUndoGoesBackOneChangeAtATime(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	before := o.live()
	o.does(1, "nothing to undo", "draft", "undo")
	o.does(0, "draft", "draft", "rename", before["格0"], "甲名")
	o.does(0, "draft", "draft", "rename", before["格1"], "乙名")
	o.does(0, "格1", "draft", "undo")
	if _, said := o.run("draft", "show"); !strings.Contains(said, "甲名") || strings.Contains(said, "乙名") {
		t.Errorf("after one undo: %s", said)
	}
	o.does(0, "the live map stands", "draft", "undo")
	o.does(1, "no open draft", "draft", "show")
	o.does(0, "draft", "draft", "rename", before["格0"], "甲名")
	o.does(0, "discarded", "draft", "discard")
	o.does(1, "nothing to undo", "draft", "undo")
}

// A grid without a code is named by its name while that is its own, or by its number.
func TestGridsWithoutACodeAreNamedByNameOrNumber(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	code := o.live()["格4"]
	across := []string{"116.9030,35.4010", "116.9030,35.4050", "--datum", "cgcs2000"}
	o.does(1, "has a code: name it by that, "+code, append([]string{"draft", "split", "格4"}, across...)...)
	o.does(0, "#10", append([]string{"draft", "split", code + "-" + checkOf(t, code), "--name", "同", "--name", "同"}, across...)...)
	o.does(1, "#5, #10", "draft", "rename", "同", "东")
	o.does(0, "东", "draft", "rename", "#5", "东")
	o.does(0, "西", "draft", "rename", "同", "西")
	o.does(1, "#1 to #10", "draft", "rename", "#11", "无")
	o.does(0, "中格", "draft", "merge", "东", "西", "--name", "中格")
}

func TestAChangeIsRefusedInWordsAndChangesNothing(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	at := o.live()
	split := func(args ...string) []string { return append([]string{"draft", "split", at["格4"]}, args...) }
	for _, test := range []struct {
		code  int
		words string
		args  []string
	}{
		{1, "enter the grid and to leave it", split("116.9030,35.4010", "116.9030,35.4030", "--datum", "cgcs2000")},
		{1, "does not divide", split("117.9030,35.4010", "117.9030,35.4030", "--datum", "cgcs2000")},
		{1, "does not divide", split("116.9030,35.4010", "--datum", "cgcs2000")},
		{2, "beyond the earth", split("35.4010,116.9030", "35.4050,116.9030", "--datum", "cgcs2000")},
		{2, "unknown datum", split("116.9030,35.4010", "116.9030,35.4050", "--datum", "beijing54")},
		{2, "missing flags: --datum", split("116.9030,35.4010", "116.9030,35.4050")},
		{2, "a position is lng,lat", split("116.9030", "35.4010", "--datum", "cgcs2000")},
		{1, "takes 0 2", split("116.9030,35.4010", "116.9030,35.4050", "--datum", "cgcs2000", "--name", "一")},
		{1, "named twice", []string{"draft", "merge", at["格4"], at["格4"]}},
		{1, "it takes 2", []string{"draft", "merge", at["格4"]}},
		{1, "no border in common", []string{"draft", "dissolve", at["格0"], "--into", at["格8"]}},
		{1, "begin and end the course on the common border", []string{"draft", "adjust", at["格3"], at["格4"], "116.901,35.4025", "116.9025,35.403", "--datum", "cgcs2000"}},
		{1, "nothing would change", []string{"draft", "rename", at["格4"], "格4"}},
		{1, "counts, 0 or more", []string{"draft", "set", at["格4"], "--population=-1"}},
		{1, "say base or dedicated", []string{"draft", "set", at["格4"], "--kind", "campus"}},
		{1, "set, which needs one of them", []string{"draft", "set", at["格4"]}},
		{1, "has no grid", []string{"draft", "rename", "370883001004099", "x"}},
	} {
		o.does(test.code, test.words, test.args...)
	}
	o.does(1, "no open draft", "draft", "show")
}

// Borders between communities are the divisions' own, whether their outlines are known or not.
func TestAGridBelongsToOneCommunity(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	o.write("two.geojson", strings.Replace(squares(3, "格"), "370883001004", "370883001005", 1))
	o.does(0, "added", "import", "grids", "two.geojson")
	at := o.live()
	o.does(1, "网格不得跨社区", "draft", "merge", "#9", at["格1"])
	o.does(1, "网格不得跨社区", "draft", "adjust", "#9", at["格1"], "116.902,35.4005", "116.9021,35.4010", "116.902,35.4015", "--datum", "cgcs2000")
	o.does(1, "cannot be dissolved", "draft", "dissolve", "#9")
}

// Whoever names the draft that was looked at is told when it is not the open one any more.
func TestAChangeOfADraftThatIsNotOpenAnyMoreIsRefused(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	_, said := o.run("draft", "rename", o.live()["格0"], "甲名")
	id := regexp.MustCompile(`draft ([0-9a-f-]{36})`).FindStringSubmatch(said)[1]
	o.does(0, "draft", "draft", "rename", o.live()["格1"], "乙名", "--draft", id)
	o.does(1, "somebody else meanwhile", "draft", "rename", o.live()["格2"], "丙名", "--draft", id)
	o.does(1, "somebody else meanwhile", "draft", "undo", "--draft", id)
}

// checkOf gives the check character of a code.
func checkOf(t *testing.T, code string) string {
	t.Helper()
	c, err := gridcode.CN15.Parse(code)
	if err != nil {
		t.Fatal(err)
	}
	return string(c.Check())
}
