package main

import (
	"strings"
	"testing"
)

// A draft is held against the live map before its codes are issued: what splits retires, what gives most of its ground away under its
// old code is told to look like a split, and the publish sums up who became whom.
func TestThePreviewTellsWhatBecomesOfTheCodes(t *testing.T) {
	t.Parallel()
	o := newQuarter(t)
	live := o.live()
	o.does(0, "", "draft", "split", live["格4"], "116.9030,35.4010", "116.9030,35.4050", "--datum", "cgcs2000")
	for _, x := range []string{"116.9011", "116.9006"} { // each time the smaller piece goes
		o.does(0, "", "draft", "transfer", live["格0"], live["格1"], x+",35.4030", x+",35.3990", "--datum", "cgcs2000")
	}
	_, said := o.run("code", "assign")
	for _, words := range []string{
		"against the live map: 6 grids as they were, 0 renamed, 2 on other ground, 1 retired, 2 new",
		"retired 停用: " + live["格4"] + " 格4 -> 370883001004010 (50.0% of its ground, 50.0% of its people), 370883001004011 (50.0%",
		"on other ground 调整边界: " + live["格1"] + " 格1: 0.0% of its ground and 0.0% of its people go, 41.2% and 41.2% are new",
		"note 提示: " + live["格0"] + " 格0 gives away 70.0% of its ground and 70.0% of its people, to " + live["格1"] + " 格1 70.0%: this looks like a split; ",
		live["格0"] + " 格0 的面积有70.0%、人口有70.0%划给其他网格",
	} {
		if !strings.Contains(said, words) {
			t.Errorf("%q is not in:\n%s", words, said)
		}
	}
	if _, said := o.run("code", "assign", "--threshold", "0.8"); strings.Contains(said, "note") {
		t.Errorf("0.7 is less than 0.8, but it says:\n%s", said)
	}
	o.does(1, "the threshold is a share", "code", "assign", "--threshold", "1.5")
	o.publish("lineage 沿革: 2 steps, from 1 to 2 codes\n")
}
