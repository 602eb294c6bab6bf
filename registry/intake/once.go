package intake

// once finds a second row with the same key; the zero value names no field.
type once struct {
	field string
	rows  map[string]record
}

// first reports whether key is new, and adds a problem that names both rows where it is not.
func (o *once) first(r record, key string, p *problems) bool {
	if before, ok := o.rows[key]; ok {
		p.add(r, o.field, textf("%q 出现两次（先见于 %s 第 %d 行）", "%q is there twice (first in %s, row %d)", key, before.file, before.row),
			text("删去其中一行或改正编码", "take one of the two out, or mend its code"))
		return false
	}
	if o.rows == nil {
		o.rows = map[string]record{}
	}
	o.rows[key] = r
	return true
}
