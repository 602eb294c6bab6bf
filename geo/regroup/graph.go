package regroup

import (
	"fmt"
	"math"
)

// Community is a graph of faces that are to be grouped; no grid reaches beyond it.
type Community struct {
	Name  string
	K     int // number of grids; 0 = round(people/target), at least 1, at most the number of faces
	Nodes []Node
	Edges []Edge
}

// Node is a face.
type Node struct {
	ID     string
	People float64
	AreaM2 float64
	Base   string  // the legacy grid; faces without one belong together
	OuterM float64 // border that is shared with nobody
}

// Edge is the border of two faces; several edges of the same two add up.
type Edge struct {
	A, B    string
	LengthM float64
	Street  float64 // share of it along a street, 0 to 1
}

const (
	unit       = 1e9 // of costs: one grid's J
	people     = 1e3 // people are counted in thousandths of one
	maxNumber  = 1e9 // of people, metres and so on of one face
	maxPrice   = 1e4 // of one border in sides of a grid: keeps the sums of costs whole
	maxTarget  = 1e6
	maxGrids   = 1e6 // people in targets: likewise
	outOfBand  = 0.2
	closerBand = 0.1
)

// problem is a checked community: faces are numbers, borders are half-edges in the order of their faces.
type problem struct {
	name   string
	k      int
	target int64
	judge  judge
	pop    []int64
	base   []int32
	first  []int32 // of each face, and the end: its half-edges
	from   []int32
	to     []int32
	price  []int64 // of a half-edge, when it is a border of grids
	old    []bool  // the half-edge runs along a street or a legacy border
}

// Check tells what is wrong with a community; Solve refuses the same.
func Check(c Community, target float64) error {
	_, err := newProblem(c, Options{Target: target})
	return err
}

func newProblem(c Community, o Options) (*problem, error) {
	p := &problem{name: c.Name, target: int64(math.Round(o.Target * people)), judge: o.judge()}
	if err := p.judge.check(); err != nil {
		return nil, err
	}
	if !(o.Target >= 1 && o.Target <= maxTarget) {
		return nil, fmt.Errorf("the target must be a number of people from 1 to %.0f 目标人口应在此范围内", maxTarget)
	}
	number, err := p.faces(c)
	if err != nil {
		return nil, fmt.Errorf("community %q 社区: %w", c.Name, err)
	}
	if err := p.count(c.K); err != nil {
		return nil, fmt.Errorf("community %q 社区: %w", c.Name, err)
	}
	if err := p.borders(c, number); err != nil {
		return nil, fmt.Errorf("community %q 社区: %w", c.Name, err)
	}
	if err := p.connected(c.Nodes); err != nil {
		return nil, fmt.Errorf("community %q 社区: %w", c.Name, err)
	}
	return p, nil
}

// faces numbers the faces and their legacy grids.
func (p *problem) faces(c Community) (map[string]int32, error) {
	if len(c.Nodes) == 0 {
		return nil, fmt.Errorf("it has no nodes 没有面")
	}
	number, bases := map[string]int32{}, map[string]int32{}
	for i, n := range c.Nodes {
		if n.ID == "" {
			return nil, fmt.Errorf("nodes[%d] has no id 缺少编号", i)
		}
		if at, twice := number[n.ID]; twice {
			return nil, fmt.Errorf("nodes[%d] has the id %q of nodes[%d] 编号重复", i, n.ID, at)
		}
		for _, v := range []struct {
			name string
			is   float64
		}{{"pop", n.People}, {"area", n.AreaM2}, {"outer", n.OuterM}} {
			if !sound(v.is) {
				return nil, fmt.Errorf("nodes[%d] %q: %s is %v; it must be from 0 to %.0f 数值超出范围", i, n.ID, v.name, v.is, maxNumber)
			}
		}
		number[n.ID] = int32(i)
		if _, ok := bases[n.Base]; !ok {
			bases[n.Base] = int32(len(bases))
		}
		p.pop = append(p.pop, int64(math.Round(n.People*people)))
		p.base = append(p.base, bases[n.Base])
	}
	return number, nil
}

// sound is false of NaN too.
func sound(v float64) bool { return v >= 0 && v <= maxNumber }

func (p *problem) count(k int) error {
	if k < 0 || k > len(p.pop) {
		return fmt.Errorf("k is %d; it must be from 1 to the number of faces, %d 网格数应在1与面数之间", k, len(p.pop))
	}
	if p.people()/p.target > maxGrids {
		return fmt.Errorf("its people are more than %.0f grids of the target 人口过多", maxGrids)
	}
	if p.k = k; k == 0 {
		wanted := (p.people() + p.target/2) / p.target
		p.k = int(min(max(wanted, 1), int64(len(p.pop))))
	}
	return nil
}

func (p *problem) people() int64 {
	sum := int64(0)
	for _, n := range p.pop {
		sum += n
	}
	return sum
}

// borders makes the half-edges; p.k is known.
func (p *problem) borders(c Community, number map[string]int32) error {
	area := 0.0
	for _, n := range c.Nodes {
		area += n.AreaM2
	}
	side := math.Sqrt(area / float64(p.k))
	ends := make([][2]int32, len(c.Edges))
	p.first = make([]int32, len(p.pop)+1)
	for i, e := range c.Edges {
		a, okA := number[e.A]
		b, okB := number[e.B]
		switch {
		case !okA:
			return fmt.Errorf("edges[%d]: there is no node %q 没有该面", i, e.A)
		case !okB:
			return fmt.Errorf("edges[%d]: there is no node %q 没有该面", i, e.B)
		case a == b:
			return fmt.Errorf("edges[%d]: node %q borders on itself 面与自身相邻", i, e.A)
		case !sound(e.LengthM):
			return fmt.Errorf("edges[%d] %q–%q: length is %v; it must be from 0 to %.0f 长度超出范围", i, e.A, e.B, e.LengthM, maxNumber)
		case !(e.Street >= 0 && e.Street <= 1):
			return fmt.Errorf("edges[%d] %q–%q: street is %v; it must be true, false or a share from 0 to 1 沿街比例应在0与1之间", i, e.A, e.B, e.Street)
		case e.LengthM > 0 && !(e.LengthM/side <= maxPrice):
			return fmt.Errorf("edges[%d] %q–%q: length is %v m, and all faces together have %v m² 面积与边长不符", i, e.A, e.B, e.LengthM, area)
		}
		ends[i] = [2]int32{a, b}
		p.first[a+1]++
		p.first[b+1]++
	}
	for i := range p.pop {
		p.first[i+1] += p.first[i]
	}
	p.fill(c.Edges, ends, side)
	return nil
}

func (p *problem) fill(edges []Edge, ends [][2]int32, side float64) {
	n := 2 * len(edges)
	p.from, p.to, p.price, p.old = make([]int32, n), make([]int32, n), make([]int64, n), make([]bool, n)
	next := append([]int32(nil), p.first...)
	for i, e := range edges {
		a, b := ends[i][0], ends[i][1]
		legacy := p.base[a] != p.base[b]
		price := p.judge.price(e, legacy, side)
		for _, s := range [2][2]int32{{a, b}, {b, a}} {
			h := next[s[0]]
			next[s[0]]++
			p.from[h], p.to[h], p.price[h], p.old[h] = s[0], s[1], price, e.Street > 0.5 || legacy
		}
	}
}

// connected refuses a community of several pieces: which of them get how many grids is not ours to guess.
func (p *problem) connected(nodes []Node) error {
	seen := make([]bool, len(p.pop))
	reach := []int32{0}
	seen[0] = true
	for i := 0; i < len(reach); i++ {
		u := reach[i]
		for _, v := range p.to[p.first[u]:p.first[u+1]] {
			if !seen[v] {
				seen[v] = true
				reach = append(reach, v)
			}
		}
	}
	for i := range seen {
		if !seen[i] {
			return fmt.Errorf("it is not connected: no way leads from node %q to node %q, %d of %d faces are reached; join them by an edge, or give the pieces as communities of their own 图不连通，请补边或拆分",
				nodes[0].ID, nodes[i].ID, len(reach), len(seen))
		}
	}
	return nil
}
