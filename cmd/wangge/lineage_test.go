package main

import (
	"regexp"
	"strings"
	"testing"
)

// The story of a code reads as a tree, whose ways that meet again are told once.
func TestTheStoryOfACodeIsATree(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	before := o.live()
	old := before["格4"]
	o.does(0, "", "draft", "split", old, "116.9030,35.4010", "116.9030,35.4050", "--datum", "cgcs2000")
	o.publish("revision 2")
	parts := o.live()
	o.does(0, "", "draft", "merge", parts["格4甲"], parts["格4乙"], "--name", "新格")
	o.publish("revision 3")
	whole := o.live()["新格"]

	code, said := o.run("code", "lineage", old)
	day := regexp.MustCompile(`\d{4}-\d\d-\d\d`)
	got := day.ReplaceAllString(strings.NewReplacer(old, "OLD", parts["格4甲"], "ONE", parts["格4乙"], "TWO", whole, "NEW").Replace(said), "DAY")
	for _, line := range []string{
		"cn15 OLD  retired 已停用  格4\n",
		"published 启用  revision 1 of DAY until revision 2 of DAY\n",
		"became 去向\n └ ",
		" └ ONE 格4甲  split 拆分, revision 2 of DAY by ",
		"\n    └ NEW 新格  merge 合并, revision 3 of DAY by ",
		"\n └ TWO 格4乙  split 拆分, revision 2 of DAY by ",
		"  today 现为  NEW  100.0 % of ground 面积, 100.0 % of people 人口  新格\n",
	} {
		if !strings.Contains(got, line) {
			t.Errorf("exit %d, without %q:\n%s", code, line, got)
		}
	}
	o.does(0, " └ "+parts["格4甲"], "code", "lineage", whole)
	o.does(0, "live 使用中", "code", "lineage", old, "--at", "1")
	o.does(0, "its first grid came later", "code", "lineage", whole, "--at", "1")
	o.does(2, "the last one is 3", "code", "lineage", old, "--at", "4")
	o.does(2, "no date", "code", "lineage", old, "--at", "gestern")
	o.does(1, "never issued", "code", "lineage", "370883001005001")
	o.does(1, old+"-", "code", "lineage", strings.Replace(spoken(t, o, old), "-", "1-", 1))

	o.does(0, "retired 已停用  格4", "code", "inspect", spoken(t, o, old))
	o.does(1, "the check character does not fit", "code", "inspect", old+"-"+other(spoken(t, o, old)))
	o.does(1, "was never issued, perhaps "+old, "code", "inspect", old[:13]+"9"+old[14:], "--scheme", "cn15")
	o.does(2, "there is no scheme cn16", "code", "inspect", old, "--scheme", "cn16")
	o.does(0, "county-level division", "code", "inspect", "370883")
}

// spoken gives a code with its check character, as inspect writes it.
func spoken(t *testing.T, o office, code string) string {
	t.Helper()
	_, said := o.run("code", "inspect", code)
	found := regexp.MustCompile(code + `-[0-9X]`).FindString(said)
	if found == "" {
		t.Fatalf("no check character of %s in:\n%s", code, said)
	}
	return found
}

// other gives a check character that does not fit.
func other(spoken string) string {
	if strings.HasSuffix(spoken, "0") {
		return "1"
	}
	return "0"
}

// Digits are explained without any store.
func TestInspectNeedsNoStore(t *testing.T) {
	t.Parallel()
	code, out, errs := wangge(t, "code", "inspect", "370883001004002", "--data", t.TempDir())
	if code != 0 || !strings.Contains(out, "370883001004002-") || strings.Contains(out, "never issued") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	code, out, errs = wangge(t, "code", "inspect", "37088300100400", "--data", t.TempDir())
	if code != 1 || !strings.Contains(errs, "14") {
		t.Errorf("a digit is missing: exit %d: %s%s", code, out, errs)
	}
}
