package public_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/snapshot"
	"wangge/web/public"
)

// Codes of a community: 001 and 002 are live; 003 became 001, 004 became 001 and 002, 005 was given up, 006 was never used,
// 007 is in use elsewhere, 008 went to 001 but for a tenth.
func code(n int) string { return fmt.Sprintf("370883001004%03d", n) }

func square(x int32) geo.MultiPolygon {
	const side = 30000
	low := geo.Point{X: 1169700000 + x*side, Y: 354000000}
	return geo.MultiPolygon{{{low, {X: low.X + side, Y: low.Y}, {X: low.X + side, Y: low.Y + side}, {X: low.X, Y: low.Y + side}}}}
}

func content() *registry.Content {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 20, 0, 0, 0, time.UTC) } // the next day in China
	live := func(n int, x int32) registry.Grid {
		return registry.Grid{
			Code: code(n), Name: fmt.Sprintf("三里营社区第%02d网格", n), Kind: registry.Base, Community: "370883001004",
			Shape: square(x), AreaM2: 90634.4, Households: 234, Population: 671, Body: "某责任主体",
		}
	}
	c := &registry.Content{
		Version:  registry.Version{Revision: 2, Change: 9},
		Revision: registry.Revision{Number: 2, PublishedAt: day(2), Actor: registry.Actor{Name: "某管理员", Reason: "某内部原因"}},
		Divisions: []registry.Division{
			{Code: "370883", Level: registry.County, Name: "邹城市"},
			{Code: "370883001", Level: registry.Town, Parent: "370883", Name: "钢山街道"},
			{Code: "370883001004", Level: registry.Community, Parent: "370883001", Name: "三里营社区"},
		},
		Grids: []registry.Grid{live(1, 0), live(2, 1)},
		Officers: []registry.Officer{
			{County: "370883", ID: "1", Name: "甲公开", Phone: "0537-5110001", Public: true},
			{County: "370883", ID: "2", Name: "乙不公开", Phone: "13811112222"},
			{County: "370883", ID: "3", Name: "丙值班", Phone: "0537-5110003", Public: true},
		},
		Postings: []registry.Posting{
			{County: "370883", Network: "governance", Role: registry.Head, Officer: "1", Target: code(1), State: registry.Active},
			{County: "370883", Network: "governance", Role: registry.Agent, Officer: "2", Target: code(1), State: registry.Active},
			{County: "370883", Network: "governance", Role: registry.Head, Officer: "2", Target: code(2), State: registry.Active},
			{County: "370883", Network: "governance", Role: registry.Duty, Officer: "3", Target: "370883001", State: registry.Active},
		},
	}
	for n := 1; n <= 2; n++ {
		c.Revisions = append(c.Revisions, registry.Revision{Number: n, PublishedAt: day(n), Actor: c.Revision.Actor})
	}
	for n := 1; n <= 8; n++ {
		c.Ledger = append(c.Ledger, registry.Issue{Scheme: "cn15", Code: code(n), Algorithm: "cn15-rows/1"})
	}
	c.Ledger[6].Algorithm = registry.Imported
	for n, to := range map[int]int{1: 0, 2: 0, 3: 2, 4: 2, 5: 2, 8: 2} {
		c.Lives = append(c.Lives, registry.Life{Code: code(n), Name: fmt.Sprintf("三里营社区第%02d网格", n), From: 1, To: to})
	}
	row := func(from int, to string, share float64) {
		c.Lineage = append(c.Lineage, registry.Lineage{Revision: 2, Predecessor: code(from), Successor: to, AreaShare: share, PopulationShare: share, SuccessorAreaShare: 0.1})
	}
	row(3, code(1), 1)
	row(4, code(1), 0.62)
	row(4, code(2), 0.38)
	row(5, "", 1)
	row(8, code(1), 0.9)
	row(8, "", 0.1)
	return c
}

// page asks for a code and gives what a reader sees, and the page itself.
func page(t *testing.T, c *registry.Content, asked string, status int, lang ...string) (text, html string) {
	t.Helper()
	got, b, err := public.Render(snapshot.New(c, nil), asked, public.LanguageOf(lang...))
	if err != nil || got != status {
		t.Fatalf("%s: %d, %v, want %d", asked, got, err, status)
	}
	html = string(b)
	_, body, _ := strings.Cut(html, "<body>")
	return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, " ")), " "), html
}

func says(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("the page does not say %q: %s", w, text)
		}
	}
}

func keepsToItself(t *testing.T, html string) {
	t.Helper()
	for _, secret := range []string{"乙", "13811112222", "138****2222", "671", "234", "某管理员", "某内部原因", "某责任主体", "<script"} {
		if strings.Contains(html, secret) {
			t.Errorf("the page says %q", secret)
		}
	}
}

func TestALiveGrid(t *testing.T) {
	t.Parallel()
	text, html := page(t, content(), code(1), http.StatusOK)
	says(t, text, "三里营社区第01网格", "370883 001 004 001-", "邹城市 › 钢山街道 › 三里营社区", "基础网格", "9.1 公顷",
		"甲公开 网格长 0537-5110001", "丙值班 镇街值班 0537-5110003", "网格图第 2 版，2026年3月3日发布")
	says(t, html, `href="tel:0537-5110001"`, "<html lang=\"zh-CN\">", `name="viewport"`)
	keepsToItself(t, html)
}

func TestAGridWithoutAPublicHeadHasItsDesk(t *testing.T) {
	t.Parallel()
	text, html := page(t, content(), code(2), http.StatusOK)
	says(t, text, "丙值班 镇街值班")
	keepsToItself(t, html)
	c := content()
	c.Officers[2].Public = false
	text, html = page(t, c, code(2), http.StatusOK)
	says(t, text, "暂无公开的联系人")
	keepsToItself(t, html)
}

// The map has the grid in its middle, and the same scale in both directions: a square on the ground is one on the page.
func TestTheMapIsToScale(t *testing.T) {
	t.Parallel()
	c := content()
	frame := geo.FrameAt(c.Grids[0].Shape.Bound().Middle())
	ring := c.Grids[0].Shape[0][0]
	high := ring[0].Y + int32(30000*frame.X/frame.Y) // as high as it is wide
	ring[2].Y, ring[3].Y = high, high
	_, html := page(t, c, code(1), http.StatusOK)
	d := regexp.MustCompile(`class="own" fill-rule="evenodd" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)`).FindStringSubmatch(html)
	var x0, y0, x1, y1, x2, y2 float64
	if _, err := fmt.Sscan(strings.Join(d[1:], " "), &x0, &y0, &x1, &y1, &x2, &y2); err != nil {
		t.Fatal(err, html)
	}
	if w, h := x1-x0, y1-y2; w < 100 || w-h > 0.3 || h-w > 0.3 || y0 != y1 {
		t.Errorf("a square of ground is %g wide and %g high", w, h)
	}
	bar := regexp.MustCompile(`h(\d+)v-6"/><text class="bar" x="6" y="-14">(\d+) m<`).FindStringSubmatch(html)
	var pixels, metres float64
	if _, err := fmt.Sscan(bar[1], &pixels); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(bar[2], &metres); err != nil {
		t.Fatal(err)
	}
	if got, want := metres/pixels, 30000*frame.X/(x1-x0); got/want < 0.98 || got/want > 1.02 {
		t.Errorf("the bar says %g m a pixel, the grid %g", got, want)
	}
	says(t, html, `class="own" x="180" y="150"`, ">001</text>")
}

func TestARetiredCodeShowsItsOneSuccessor(t *testing.T) {
	t.Parallel()
	text, html := page(t, content(), code(3), http.StatusOK)
	says(t, text, "编码 370883 001 004 003-", "已于 2026年3月3日（第 2 版）停用：网格撤销，并入相邻网格。", "三里营社区第01网格", "370883 001 004 001-", "甲公开 网格长")
	keepsToItself(t, html)
}

func TestARetiredCodeListsItsSuccessors(t *testing.T) {
	t.Parallel()
	text, html := page(t, content(), code(4), http.StatusOK)
	says(t, text, "停用", "原范围现属以下网格", "三里营社区第01网格 370883 001 004 001-", "占原面积 62%", "三里营社区第02网格 370883 001 004 002-", "占原面积 38%")
	says(t, html, `<a href="370883001004001">`, `<a href="370883001004002">`)
	keepsToItself(t, html)
}

func TestAStatedEnd(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{
		5: "停用：网格撤销。 原范围目前不属于任何网格。", 6: "还没有启用", 7: "其他系统在用的编码", 8: "原范围的 10% 目前不属于任何网格。",
	} {
		text, html := page(t, content(), code(n), http.StatusOK)
		says(t, text, want)
		keepsToItself(t, html)
	}
}

func TestACodeOfAnotherSchemeLeadsToItsGrid(t *testing.T) {
	t.Parallel()
	c := content()
	c.Ledger = append(c.Ledger, registry.Issue{Scheme: "city16", Code: "3708830001004077", Grid: code(1), Algorithm: registry.Imported})
	text, _ := page(t, c, "3708830001004077", http.StatusOK)
	says(t, text, "三里营社区第01网格", "370883 001 004 001-", "甲公开")
}

func TestACodeThatWasNeverIssued(t *testing.T) {
	t.Parallel()
	for asked, meant := range map[string]bool{code(9): true, "3708830010040001": true, "nonsense": false, "": false, strings.Repeat("1", 5000): false, "<script>alert(1)</script>": false} {
		text, html := page(t, content(), asked, http.StatusNotFound)
		says(t, text, "没有这个网格编码", "请核对")
		if strings.Contains(text, "您要找的可能是") != meant {
			t.Errorf("%q: likely codes are offered: %v, want %v", asked, !meant, meant)
		}
		keepsToItself(t, html)
		if len(html) > 8000 {
			t.Errorf("a page of %d bytes echoes what was asked for", len(html))
		}
	}
}

func TestCodesAreReadAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	for _, asked := range []string{"370883 001 004 001", "３７０８８３００１００４００１", code(1) + "-X"} {
		text, _ := page(t, content(), asked, http.StatusOK)
		says(t, text, "三里营社区第01网格")
	}
	text, _ := page(t, content(), code(1)+"-7", http.StatusNotFound)
	says(t, text, "您要找的可能是")
}

func TestHostileNamesStayText(t *testing.T) {
	t.Parallel()
	const hostile = `</title></style><script>alert("1")</script>`
	c := content()
	c.Grids[0].Name, c.Divisions[2].Name, c.Officers[0].Name, c.Officers[0].Phone = hostile, hostile, hostile, "javascript:alert(1)"
	c.Lives[0].Name = hostile
	for n := range 8 {
		_, html := page(t, c, code(n+1), http.StatusOK)
		keepsToItself(t, html)
		if strings.Contains(html, `href="javascript`) || strings.Count(html, "</title>") != 1 || strings.Count(html, "</style>") != 1 {
			t.Errorf("a name became markup: %s", html)
		}
	}
}

func TestThePageSpeaksEnglishToWhoAsksForIt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		query, header string
		english       bool
	}{
		{"", "", false},
		{"", "zh-CN,zh;q=0.9,en;q=0.8", false},
		{"", "en-US,en;q=0.9", true},
		{"", "fr", false},
		{"", "fr,en;q=0.5", true},
		{"en", "zh-CN", true},
		{"zh", "en", false},
		{"\x00;;q=x", "en", true},
		{"xx", "", false},
	} {
		text, html := page(t, content(), code(1), http.StatusOK, test.query, test.header)
		if strings.Contains(html, `<html lang="en">`) != test.english || strings.Contains(text, "Contacts") != test.english {
			t.Errorf("%q, %q: English is %v, want %v", test.query, test.header, !test.english, test.english)
		}
	}
	for n := range 8 {
		text, html := page(t, content(), code(n+1), http.StatusOK, "en")
		if strings.ContainsAny(text, "，。：（") || strings.Contains(text, "%!") {
			t.Errorf("English with Chinese marks: %s", text)
		}
		keepsToItself(t, html)
	}
}

func TestBeforeThereIsAMap(t *testing.T) {
	t.Parallel()
	status, html, err := public.Render(nil, code(1), public.LanguageOf())
	if err != nil || status != http.StatusServiceUnavailable || !strings.Contains(string(html), "稍后再试") {
		t.Errorf("%d, %v: %s", status, err, html)
	}
	page(t, &registry.Content{}, code(1), http.StatusServiceUnavailable)
}

func TestTheSameMapGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	_, a := page(t, content(), code(1), http.StatusOK)
	_, b := page(t, content(), code(1), http.StatusOK)
	if a != b {
		t.Error("two pages of one map differ")
	}
}

func BenchmarkRender(b *testing.B) {
	snap := snapshot.New(content(), nil)
	for b.Loop() {
		if _, _, err := public.Render(snap, code(1), public.LanguageOf()); err != nil {
			b.Fatal(err)
		}
	}
}
