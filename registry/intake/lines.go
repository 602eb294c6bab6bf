package intake

import (
	"fmt"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/registry"
)

// streetRows reads lines; a multi-part line becomes one street for each part, numbered after its id.
func streetRows(records []record, p *problems) []registry.Street {
	var out []registry.Street
	seen := once{field: "id"}
	for _, r := range records {
		var parts []orb.LineString
		switch g := r.shape.(type) {
		case orb.LineString:
			parts = []orb.LineString{g}
		case orb.MultiLineString:
			parts = g
		default:
			p.add(r, "geometry", text("街道应是线", "a street has to be a line"), text("检查图层类型", "look at the layer's geometry type"))
			continue
		}
		id, ok := rowID(r, p)
		if !ok || !p.near(r) || !seen.first(r, id, p) {
			continue
		}
		for i, part := range parts {
			line, err := geo.LineFromOrb(part)
			if err != nil || len(line) < 2 {
				p.add(r, "geometry", textf("线无法读取或不足两点：%v", "the line cannot be taken or has fewer than two points: %v", err), text("检查该线", "look at this line"))
				continue
			}
			s := registry.Street{ID: id, Name: r.text("name"), Class: r.text("class"), Line: line}
			if len(parts) > 1 {
				s.ID = fmt.Sprintf("%s/%d", id, i+1)
			}
			out = append(out, s)
		}
	}
	return out
}

func buildingRows(records []record, p *problems) []registry.Building {
	var out []registry.Building
	seen := once{field: "id"}
	for _, r := range records {
		shape, ok := p.shape(r)
		id, named := rowID(r, p)
		if !ok || !named || !seen.first(r, id, p) {
			continue
		}
		b := registry.Building{
			ID: id, Name: r.text("name"), Shape: shape, Households: p.count(r, "households"), Population: p.count(r, "population"),
		}
		if p.fine(r) {
			out = append(out, b)
		}
	}
	return out
}

// rowID names a row by its id field, else by the feature's id, else by file and number.
func rowID(r record, p *problems) (string, bool) {
	id, ok := p.code(r, "id", false)
	switch {
	case id != "":
	case r.id != "":
		id = r.id
	default:
		id = fmt.Sprintf("%s#%d", r.file, r.row)
	}
	return id, ok
}
