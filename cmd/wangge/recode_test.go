package main

import "testing"

// A street becomes a town: the office sees what that does to its codes, keeps the "plan.json", applies it once, and looks the old code up.
func TestAChangeOfDivisions(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	o.write("changes.csv", "旧编码,新编码,名称\n370883001,370883198,钢山镇\n")
	o.write("wrong.csv", "old,new\n370883198,370883197\n370883001,370883002\n")
	o.does(1, "no live grids", "code", "recode", "changes.csv")
	o.does(0, "60 added", "import", "grids", "grids/*.geojson")
	o.does(0, "issued", "code", "assign", "--commit")
	o.does(0, "revision 1", "publish")
	o.does(0, "370883001 → 370883198 ", "code", "recode", "changes.csv")
	o.does(0, "Nothing was written: add --out", "code", "recode", "changes.csv")
	o.does(0, "code recode --apply", "code", "recode", "changes.csv", "--out", "plan.json", "--all")
	o.does(1, "changes.csv", "code", "recode", "--apply", "changes.csv")
	o.does(0, "revision 2 of county 370883", "code", "recode", "--apply", "plan.json", "--reason", "撤街设镇")
	o.does(1, "revision 2 was published", "code", "recode", "--apply", "plan.json")
	o.does(1, "give a table of changes", "code", "recode")
	o.does(1, "wrong.csv:3 old:", "code", "recode", "wrong.csv")
	o.does(0, "sound", "check", "--stored")
}
