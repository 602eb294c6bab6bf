package main

import (
	"strings"
	"testing"
)

// A post is left and taken again on the command line; the report tells who is missing meanwhile.
func TestALeaveOnTheCommandLine(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	for _, args := range [][]string{
		{"import", "grids", "grids/*.geojson"}, {"code", "assign", "--commit"}, {"publish"}, {"import", "officers", "officers.csv"}, {"import", "postings", "postings.csv"},
	} {
		o.does(0, "", args...)
	}
	_, said := o.run("posting", "list", "--network", "urban", "--state", "active")
	id, rest, _ := strings.Cut(strings.TrimSpace(said), " ")
	target := strings.Fields(rest)[0]
	o.does(2, "is no date", "posting", "leave", id, "--until", "soon")
	o.does(0, "is leave now", "posting", "leave", id, "--until", "2099-12-31", "--by", "planner")
	o.does(1, "changed meanwhile", "posting", "leave", id)
	o.does(0, "nobodyThere,"+target, "report", "unattended", "--network", "urban", "--format", "csv")
	o.does(2, "there is no network", "report", "unattended", "--network", "water")
	_, said = o.run("posting", "list", "--target", target, "--network", "urban")
	if !strings.Contains(said, "until 2100-01-01 00:00") {
		t.Errorf("the list does not tell the end of the leave: %s", said)
	}
	id, _, _ = strings.Cut(strings.TrimSpace(said), " ")
	o.does(0, "is active now", "posting", "return", id)
}
