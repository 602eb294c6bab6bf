package registry

import (
	"slices"
	"strings"
)

// follow looks at what the rows mean together: where the new codes lie, what they are called, and what they meet.
func (r *recoder) follow() {
	for i, c := range r.changes {
		if r.unchained(i) && r.underATown(i) && r.called(i) && len(c.Old) == townDigits {
			r.taken(i)
		}
	}
}

// unchained refuses a new code that is now that of a division which gets another one in the same plan: nobody could tell which is meant.
func (r *recoder) unchained(i int) bool {
	c := r.changes[i]
	if _, live := r.live[c.New]; !live || c.Old == c.New {
		return true
	}
	to := r.goes(c.New)
	switch {
	case to == c.New:
		return true
	case len(c.Old) != len(c.New):
		return r.refuse(i, "new", said("社区 %s 在本方案中改为 %s", "community %s becomes %s in this plan", c.New, to), text("填写其新编码", "name the community by its new code"))
	default:
		return r.refuse(i, "new", said("%s 在本方案中改为 %s，其编码不能同时给予他人", "%s becomes %s in this plan, and its code cannot pass to another division at the same time", c.New, to),
			text("分两次：先变更该区划，再变更本行", "make two plans of it: that division first, this row afterwards"))
	}
}

// underATown refuses a community whose town is not there afterwards.
func (r *recoder) underATown(i int) bool {
	c := r.changes[i]
	if len(c.New) != communityDigits {
		return true
	}
	town := c.New[:townDigits]
	if slices.ContainsFunc(r.changes, func(d DivisionChange) bool { return d.New == town }) {
		return true
	}
	_, ended := r.ended[town]
	if _, live := r.live[town]; !live && !ended {
		return r.refuse(i, "new", said("镇街 %s 不存在", "there is no town %s for the community to lie in", town),
			text("先导入该镇街（wangge import divisions），或在方案中加一行镇街变更", "import that town first (wangge import divisions), or add the row that makes it of another one"))
	}
	if to := r.goes(town); to != town {
		return r.refuse(i, "new", said("镇街 %s 在本方案中改为 %s", "town %s becomes %s in this plan", town, to),
			said("社区编码写作 %s", "name the community %s", to+c.New[townDigits:]))
	}
	return true
}

// called refuses another name for a division that keeps its own, and a division without any.
func (r *recoder) called(i int) bool {
	c := r.changes[i]
	name, given := r.name[c.New]
	if d, live := r.live[c.New]; live {
		if _, renamed := r.row[c.New]; given && name != d.Name && !renamed {
			return r.refuse(i, "name", said("%s 已有，名称是 %s", "%s exists and is called %s", c.New, d.Name),
				said("名称留空；若要更名，另加一行 %s,%s,新名称", "leave the name out; to rename it too, add the row %s,%s,NAME", c.New, c.New))
		}
		return true
	}
	if _, ended := r.ended[c.New]; !ended && !given && len(c.Old) == gridDigits && !slices.ContainsFunc(r.Divisions, func(d Division) bool { return r.goes(d.Code) == c.New }) {
		return r.refuse(i, "name", said("新社区 %s 没有名称", "the new community %s has no name", c.New), text("填写名称", "give it one"))
	}
	return true
}

// taken refuses a town's row for each community that it takes along and that would meet another one, which no row sends there.
func (r *recoder) taken(i int) {
	for _, d := range r.Divisions {
		if d.Level != Community || d.Parent != r.changes[i].Old || r.goes(d.Code) == d.Code || r.sent(d.Code) {
			continue
		}
		to := r.goes(d.Code)
		other := slices.IndexFunc(r.Divisions, func(e Division) bool { return e.Code != d.Code && r.goes(e.Code) == to && !r.sent(e.Code) })
		if other >= 0 {
			r.refuse(i, "new", said("%s（%s）与 %s（%s）都会成为 %s", "%s (%s) and %s (%s) would both become %s",
				d.Code, d.Name, r.Divisions[other].Code, r.Divisions[other].Name, to),
				said("为 %s 加一行，给出空闲的社区编码；若要合并，则编码写作 %s", "add a row for %s with a community code that is free, or with %s to merge the two", d.Code, to))
		}
	}
}

// sent reports whether a division has a row of its own that sends it to another code.
func (r *recoder) sent(code string) bool {
	_, ok := r.row[code]
	return ok && r.goes(code) != code
}

// reopen refuses to give the code of a division that ended to one of another name.
func (r *recoder) reopen() {
	for _, d := range r.Ended {
		if _, ok := r.from[d.Code]; ok && r.nameOf(d.Code) != d.Name {
			r.refuse(r.rowFor(d.Code), "new", said("编码 %s 曾属于 %s，已停用，不得改指他处", "%s was the code of %s, which ended: it is not given to another division", d.Code, d.Name),
				said("换用从未使用的编码，或名称填 %s 以恢复该区划", "take a code that was never used, or name it %s if it is to be that division again", d.Name))
		}
	}
}

// nameOf gives the name of a division afterwards: the given one, else the one it has, else that of the first it comes from, else
// the one it had.
func (r *recoder) nameOf(code string) string {
	if name, ok := r.name[code]; ok {
		return name
	}
	if d, live := r.live[code]; live {
		return d.Name
	}
	if from := r.from[code]; len(from) > 0 {
		return r.live[from[0]].Name
	}
	return r.ended[code].Name
}

// rowFor gives the row that brings grids to a community, to be named in an error.
func (r *recoder) rowFor(community string) int {
	i := slices.IndexFunc(r.changes, func(c DivisionChange) bool { return c.New == community })
	if i < 0 {
		i = slices.IndexFunc(r.changes, func(c DivisionChange) bool { return strings.HasPrefix(community, c.New) })
	}
	return max(i, 0)
}
