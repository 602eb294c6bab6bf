package merger

import (
	"io"
	"iter"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/topology"
	"wangge/geo/vector"
)

// Parts are the faces of a merger, part by part as Options.Faces took them, with the error that ends them.
type Parts = iter.Seq2[[]Face, error]

// WriteFaces writes the faces as GeoJSON in CGCS2000, each with the community, area, people, households and unified grid that it has, and
// its owners in every network.
func (p *Proposal) WriteFaces(out io.Writer, parts Parts) error {
	networks := p.networks()
	c := vector.NewCollection(out)
	for faces, err := range parts {
		if err != nil {
			return err
		}
		for _, f := range faces {
			owners := make(map[string][]string, len(networks))
			for i, name := range networks {
				owners[name] = append([]string{}, f.Owners[i]...)
			}
			properties := map[string]any{
				"community": f.Community, "areaM2": f.AreaM2, "people": f.People, "households": f.Households, "sliver": f.Sliver, "owners": owners, "code": "",
			}
			if f.Grid >= 0 {
				properties["number"], properties["code"] = f.Grid+1, p.Grids[f.Grid].Code
			}
			if err := c.Add(vector.Feature{Properties: properties, Geometry: f.Shape.Orb()}); err != nil {
				return err
			}
		}
	}
	return c.Close()
}

// networks are the names of what Face.Owners lists.
func (p *Proposal) networks() (names []string) {
	for _, n := range p.Report.Networks {
		names = append(names, n.Name)
	}
	return names
}

// WriteGrids writes the proposed grids as GeoJSON in CGCS2000; deviation is people/target − 1.
func (p *Proposal) WriteGrids(out io.Writer, target float64) error {
	c := vector.NewCollection(out)
	for i, g := range p.Grids {
		err := c.Add(vector.Feature{Geometry: shapeOf(g.Shape), Properties: map[string]any{
			"number": i + 1, "code": g.Code, "name": g.Name, "community": g.Community, "kind": g.Kind, "areaM2": g.AreaM2, "people": g.People,
			"households": g.Households, "deviation": g.People/target - 1, "reason": g.Reason, "main": g.Main, "movedShare": g.MovedShare,
		}})
		if err != nil {
			return err
		}
	}
	return c.Close()
}

// WriteCrosswalk writes the ground of every row of the crosswalk as GeoJSON in CGCS2000, with the row as its properties. It holds the
// faces of one part at a time: what a legacy grid has in no unified grid comes as a feature for each part that has some of it. Rows
// of no ground have no geometry, and come last.
func (p *Proposal) WriteCrosswalk(out io.Writer, parts Parts) error {
	networks := p.networks()
	rows := make(map[rowKey]int, len(p.Crosswalk))
	for i, r := range p.Crosswalk {
		rows[rowKey{r.Network, r.LegacyCode, r.Number}] = i
	}
	c := vector.NewCollection(out)
	for faces, err := range parts {
		if err != nil {
			return err
		}
		pieces := piecesOf(faces, networks, rows)
		for _, row := range slices.Sorted(maps.Keys(pieces)) {
			feature := vector.Feature{Properties: propertiesOf(p.Crosswalk[row]), Geometry: shapeOf(topology.Union(pieces[row]...))}
			if err := c.Add(feature); err != nil {
				return err
			}
		}
	}
	for _, r := range p.Crosswalk {
		if r.AreaM2 == 0 {
			if err := c.Add(vector.Feature{Properties: propertiesOf(r)}); err != nil {
				return err
			}
		}
	}
	return c.Close()
}

type rowKey struct {
	network, legacy string
	number          int
}

// piecesOf sorts faces by the rows of the crosswalk that they belong to.
func piecesOf(faces []Face, networks []string, rows map[rowKey]int) map[int][]geo.MultiPolygon {
	pieces := map[int][]geo.MultiPolygon{}
	for _, f := range faces {
		for n, owners := range f.Owners {
			if len(owners) == 0 && f.Grid >= 0 {
				owners = []string{""}
			}
			for _, code := range owners {
				row := rows[rowKey{networks[n], code, f.Grid + 1}]
				pieces[row] = append(pieces[row], geo.MultiPolygon{f.Shape})
			}
		}
	}
	return pieces
}

func propertiesOf(r Row) map[string]any {
	return map[string]any{
		"network": r.Network, "legacyCode": r.LegacyCode, "number": r.Number, "code": r.Code, "areaM2": r.AreaM2,
		"shareOfLegacy": r.OfLegacy, "shareOfGrid": r.OfGrid, "people": r.People,
		"peopleShareOfLegacy": r.PeopleOfLegacy, "peopleShareOfGrid": r.PeopleOfGrid,
		"householdsShareOfLegacy": r.HouseholdsOfLegacy, "householdsShareOfGrid": r.HouseholdsOfGrid, "class": r.Class, "noise": r.Noise,
	}
}

// shapeOf writes one part as a Polygon.
func shapeOf(m geo.MultiPolygon) orb.Geometry {
	if len(m) == 1 {
		return m[0].Orb()
	}
	return m.Orb()
}
