package drafting

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/topology"
	"wangge/registry"
)

// drawing is a draft on its way to its next state. A grid has its number in the graph from its place in the draft.
type drawing struct {
	ctx      context.Context //nolint:containedctx // a drawing lives for one call
	registry registry.Registry
	draft    registry.Draft  // as it was
	next     []registry.Grid // as it is now, with those that are gone
	gone     []int
	graph    *topology.Map
	census   census
}

// grids gives the next state.
func (d *drawing) grids() []registry.Grid {
	out := make([]registry.Grid, 0, len(d.next))
	for i, g := range d.next {
		if !slices.Contains(d.gone, i) {
			out = append(out, g)
		}
	}
	return out
}

// find gives the places of the grids that an operation names, which must be different, and as many as said; most is 0 for any number.
func (d *drawing) find(o Operation, least, most int) ([]int, error) {
	if len(o.Grids) < least || most > 0 && len(o.Grids) > most {
		return nil, fmt.Errorf("%w: %d grids were named: it takes %d 网格数量不符", registry.ErrInvalid, len(o.Grids), least)
	}
	var out []int
	for _, name := range o.Grids {
		i, err := find(d.draft.Grids, name)
		if err != nil {
			return nil, err
		}
		if slices.Contains(out, i) {
			return nil, fmt.Errorf("%w: grid %s is named twice 网格重复", registry.ErrInvalid, name)
		}
		out = append(out, i)
	}
	return out, nil
}

// open gives the places of the grids that an operation names, all of one community, and makes the graph.
func (d *drawing) open(o Operation, least, most int) ([]int, error) {
	places, err := d.find(o, least, most)
	if err == nil {
		err = d.together(places)
	}
	if err == nil {
		err = d.build()
	}
	return places, err
}

// build makes the graph of the draft, which must fit together; ground that no grid has yet does no harm.
func (d *drawing) build() error {
	set, err := d.registry.DraftSet(d.ctx, d.draft)
	if err != nil {
		return err
	}
	report, err := registry.Check(d.ctx, set, coverage.Options{})
	if err != nil {
		return err
	}
	report.Faults = slices.DeleteFunc(report.Faults, func(f coverage.Fault) bool {
		return f.Severity != coverage.Error || f.Kind == coverage.Gap || f.Kind == coverage.ShortOfParent
	})
	if len(report.Faults) > 0 {
		return fmt.Errorf("the draft's borders do not fit together, so none can be edited; repair first: `wangge repair`, and import again 草稿边界不匹配，请先修复: %w", &registry.FaultsError{Report: report})
	}
	d.graph, err = topology.New(shapesOf(set.Cells), shapesOf(set.Parents))
	return inWords(err)
}

func shapesOf(cells []coverage.Cell) []geo.MultiPolygon {
	out := make([]geo.MultiPolygon, len(cells))
	for i, c := range cells {
		out[i] = c.Shape
	}
	return out
}

// take makes an edit's result the present one, with the shapes that it changed.
func (d *drawing) take(next *topology.Map, changed []int) {
	for _, i := range changed {
		if shape := next.Shape(i); shape != nil {
			d.next[i].Shape, d.next[i].AreaM2 = shape, shape.AreaM2()
		}
	}
	d.graph = next
}

// name tells which grid is meant.
func (d *drawing) name(i int) string {
	switch g := d.next[i]; {
	case g.Code != "":
		return g.Code
	case g.Name != "":
		return g.Name
	default:
		return fmt.Sprintf("#%d", i+1)
	}
}

// together refuses grids of different communities: those borders are the divisions' own.
func (d *drawing) together(places []int) error {
	first := d.next[places[0]].Community
	for _, i := range places[1:] {
		if other := d.next[i].Community; other != first {
			return fmt.Errorf("%w: grid %s lies in community %s, grid %s in %s: a grid belongs to one community, whose border cannot be moved here 网格不得跨社区",
				registry.ErrInvalid, d.name(places[0]), first, d.name(i), other)
		}
	}
	return nil
}

// remedies say what to do about an edit that cannot be made.
var remedies = map[topology.Reason]string{ //nolint:gochecknoglobals // a constant table
	topology.NotSound:    "repair the map first 边界不匹配，请先修复",
	topology.NoArc:       "begin and end the course on the common border, at most 2 m from it 线的两端须落在公共边界上",
	topology.ParentLine:  "change the divisions first 上级区划边界不能在此移动",
	topology.Crossing:    "draw the line clear of the other borders 线与其他边界相交或相触",
	topology.Collapse:    "leave every grid some ground 网格面积过小",
	topology.NoDivision:  "the line has to enter the grid and to leave it again, with every end beyond the border or at most 2 m from it 线须从边界到边界贯穿网格",
	topology.NotAdjacent: "name neighbours 网格不相邻",
	topology.OtherParent: "name grids of one community 网格不得跨社区",
}

// inWords adds to a refusal of the graph what to do, and its kind.
func inWords(err error) error {
	var refused *topology.Error
	if errors.As(err, &refused) {
		return fmt.Errorf("%w: %w (CGCS2000): %s", registry.ErrInvalid, err, remedies[refused.Reason])
	}
	return err
}
