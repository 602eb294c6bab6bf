package intake

import (
	"slices"

	"wangge/registry"
)

// matterRows reads kinds of matter: a row for each network that answers for one, in the order in which they are asked.
func matterRows(records []record, where targets, p *problems) []registry.Matter {
	at := map[string]int{}
	var out []registry.Matter
	for _, r := range records {
		row := registry.Matter{Code: matterCode(r, p), Name: r.text("name"), Networks: []string{where.network(r, p)}}
		if !p.fine(r) {
			continue
		}
		i, known := at[row.Code]
		if !known {
			at[row.Code] = len(out)
			out = append(out, row)
			continue
		}
		addNetwork(&out[i], row, r, p)
	}
	return out
}

func matterCode(r record, p *problems) string {
	code, ok := p.code(r, "matter", true)
	if ok && !networkName.MatchString(code) {
		p.add(r, "matter", textf("%q 不能作为事项编码", "%q is no code for a matter", code), text("用 64 个以内的字母、数字或汉字，不含空格", "use up to 64 letters and digits without blanks, such as street-lamp"))
	}
	return code
}

// addNetwork adds a further row of a matter.
func addNetwork(m *registry.Matter, row registry.Matter, r record, p *problems) {
	switch {
	case slices.Contains(m.Networks, row.Networks[0]):
		p.add(r, "network", textf("事项 %s 的网 %s 出现两次", "the matter %s names network %s twice", row.Code, row.Networks[0]), text("删去其中一行", "take one of the two rows out"))
	case m.Name != "" && row.Name != "" && m.Name != row.Name:
		p.add(r, "name", textf("事项 %s 有两个名称：%s、%s", "the matter %s has two names: %s and %s", row.Code, m.Name, row.Name), text("改为同一名称，或用不同的编码", "give both rows one name, or the matters two codes"))
	default:
		m.Networks = append(m.Networks, row.Networks[0])
		if m.Name == "" {
			m.Name = row.Name
		}
	}
}
