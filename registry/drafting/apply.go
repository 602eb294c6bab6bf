package drafting

import (
	"fmt"
	"strings"

	"wangge/registry"
)

// apply does what an operation says.
func (d *drawing) apply(o Operation) error {
	if err := o.refuse(); err != nil {
		return err
	}
	switch o.Op {
	case Split:
		return d.split(o)
	case Merge:
		return d.merge(o)
	case Dissolve:
		return d.dissolve(o)
	case Adjust:
		return d.adjust(o)
	case Transfer:
		return d.transfer(o)
	default:
		return d.set(o)
	}
}

// takes says what an operation wants besides its grids: a line, and how many names.
var takes = map[Op]struct { //nolint:gochecknoglobals // a constant table
	line  bool
	names []int
}{
	Split: {true, []int{0, 2}}, Merge: {false, []int{0, 1}}, Dissolve: {false, []int{0}}, Rename: {false, []int{1}},
	Set: {false, []int{0}}, Undo: {false, []int{0}}, Adjust: {true, []int{0}}, Transfer: {true, []int{0}},
}

// refuse tells operations that lack something, or say what they do not take.
func (o Operation) refuse() error {
	want, known := takes[o.Op]
	few := true
	for _, n := range want.names {
		few = few && len(o.Names) != n
	}
	switch {
	case !known:
		return fmt.Errorf("%w: there is no operation %q 未知操作", registry.ErrInvalid, o.Op)
	case few:
		return fmt.Errorf("%w: %d names were given; it takes %s 名称数量不符", registry.ErrInvalid, len(o.Names), strings.Trim(fmt.Sprint(want.names), "[]"))
	case want.line != (len(o.Line) > 0):
		return fmt.Errorf("%w: a line of positions is for split, adjust and transfer, which need one 折线仅用于且必须用于 split、adjust、transfer", registry.ErrInvalid)
	case o.Op == Undo && len(o.Grids) > 0:
		return fmt.Errorf("%w: undo takes no grids: it takes the last change back undo 不指定网格", registry.ErrInvalid)
	case o.Into != "" && o.Op != Dissolve:
		return fmt.Errorf("%w: into is for dissolve alone into 仅用于 dissolve", registry.ErrInvalid)
	case (o.Kind != "" || o.Body != nil || o.Households != nil || o.Population != nil) != (o.Op == Set):
		return fmt.Errorf("%w: kind, body, households and population are for set, which needs one of them 类型、责任主体、户数、人口仅用于 set", registry.ErrInvalid)
	}
	return nil
}

// set changes what a grid is called, and what else it has besides its ground. It keeps its code.
func (d *drawing) set(o Operation) error {
	places, err := d.find(o, 1, 1)
	if err != nil {
		return err
	}
	g := &d.next[places[0]]
	if len(o.Names) > 0 {
		g.Name = strings.TrimSpace(o.Names[0])
	}
	if o.Kind != "" {
		g.Kind = o.Kind
	}
	if o.Body != nil {
		g.Body = strings.TrimSpace(*o.Body)
	}
	if o.Households != nil {
		g.Households = *o.Households
	}
	if o.Population != nil {
		g.Population = *o.Population
	}
	return sound(*g)
}

// sound refuses what no grid can be.
func sound(g registry.Grid) error {
	switch {
	case g.Kind != registry.Base && g.Kind != registry.Dedicated:
		return fmt.Errorf("%w: kind %q: say %s or %s 网格类型只能取其一", registry.ErrInvalid, g.Kind, registry.Base, registry.Dedicated)
	case g.Households < 0 || g.Population < 0:
		return fmt.Errorf("%w: households and population are counts, 0 or more 户数、人口不得为负", registry.ErrInvalid)
	}
	return nil
}
