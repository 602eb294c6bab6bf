package regroup_test

import (
	"math"

	"wangge/geo/regroup"
)

// judge is J as the specification has it, from the labels alone.
func judge(c regroup.Community, k int, label []int) float64 {
	area, j := 0.0, 0.0
	node := map[string]int{}
	shares := make([]map[string]float64, k)
	for i := range shares {
		shares[i] = map[string]float64{}
	}
	for i, n := range c.Nodes {
		node[n.ID] = i
		area += n.AreaM2
		shares[label[i]][n.Base] += n.People
	}
	for _, of := range shares {
		all, most := 0.0, 0.0
		for _, n := range of {
			all += n
			most = max(most, n)
		}
		d := math.Abs(all-600) / 600
		j += d + 2*max(0, d-0.1) + 4*max(0, d-0.2) + 0.5*(all-most)/600
		if d > 0.1 {
			j += 0.25
		}
		if d > 0.2 {
			j++
		}
	}
	cut := 0.0
	for _, e := range c.Edges {
		a, b := node[e.A], node[e.B]
		if label[a] == label[b] {
			continue
		}
		l := e.LengthM * (1 - e.Street/2)
		if c.Nodes[a].Base != c.Nodes[b].Base {
			l /= 2
		}
		cut += l
	}
	return (j + 0.25*cut/math.Sqrt(area/float64(k))) / float64(k)
}

// contiguous is true where each of exactly k grids is in one piece.
func contiguous(c regroup.Community, k int, label []int) bool {
	node := map[string]int{}
	group := make([]int, len(c.Nodes))
	for i, n := range c.Nodes {
		node[n.ID], group[i] = i, i
	}
	var find func(int) int
	find = func(i int) int {
		if group[i] != i {
			group[i] = find(group[i])
		}
		return group[i]
	}
	pieces, met := len(c.Nodes), map[int]bool{}
	for _, e := range c.Edges {
		a, b := find(node[e.A]), find(node[e.B])
		if label[node[e.A]] == label[node[e.B]] && a != b {
			group[a] = b
			pieces--
		}
	}
	for _, l := range label {
		if l < 0 || l >= k {
			return false
		}
		met[l] = true
	}
	return pieces == k && len(met) == k
}

// optimum tries every plan.
func optimum(c regroup.Community, k int) float64 {
	label := make([]int, len(c.Nodes))
	best := math.Inf(1)
	var try func(i int)
	try = func(i int) {
		if i == len(label) {
			if contiguous(c, k, label) {
				best = min(best, judge(c, k, label))
			}
			return
		}
		for label[i] = 0; label[i] < k; label[i]++ {
			try(i + 1)
		}
		label[i] = 0
	}
	try(1)
	return best
}
