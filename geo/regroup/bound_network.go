package regroup

// network finds the cheapest set of faces for a grid: each has a cost, of either sign, and so has each border between the
// set and the rest. It is a minimum cut by shortest augmenting paths. The flow moves costs between neighbours and changes no
// set's sum, so it is kept: other costs, or a face fixed, mean little new work.
type network struct {
	*problem
	back []int32 // the half-edge of the same border that leads back
	left []int64 // of a half-edge: its price, less the flow
	cost []int64 // of a face, after the flow

	may    []uint8 // as in bound
	grid   uint8   // its bit
	in     []int64 // stamp where the face is in the cheapest set
	stamp  int64
	parent []int32 // half-edge that led to a face
	queue  []int32
}

func newNetwork(p *problem, back []int32) *network {
	n := len(p.pop)
	return &network{
		problem: p, back: back, left: make([]int64, len(p.price)),
		cost: make([]int64, n), in: make([]int64, n), parent: make([]int32, n),
	}
}

// begin forgets the flow.
func (w *network) begin(cost func(u int) int64) {
	copy(w.left, w.price)
	for u := range w.cost {
		w.cost[u] = cost(u)
	}
}

// minimum is the cost of the cheapest set of faces that may be in the grid, with all that may be in no other; of several,
// the smallest.
func (w *network) minimum(may []uint8, grid uint8) int64 {
	w.may, w.grid = may, grid
	w.stamp += 2
	for u := range w.cost {
		for w.in[u] != w.stamp && w.gives(int32(u)) && w.augment(int32(u)) {
		}
	}
	sum := int64(0)
	for u, c := range w.cost {
		if w.gives(int32(u)) {
			sum += c
		}
	}
	return sum
}

// has is true of the faces of the cheapest set.
func (w *network) has(u int32) bool { return w.in[u] == w.stamp }

func (w *network) gives(u int32) bool {
	m := w.may[u]
	return m == w.grid || m&w.grid != 0 && w.cost[u] < 0
}

func (w *network) takes(u int32) bool {
	m := w.may[u]
	return m&w.grid == 0 || m != w.grid && w.cost[u] > 0
}

// augment moves cost to u from the nearest face that can give some up; where none can, all that u reaches is in the set.
func (w *network) augment(u int32) bool {
	seen := w.stamp - 1
	w.in[u] = seen
	w.queue = append(w.queue[:0], u)
	for i := 0; i < len(w.queue); i++ {
		v := w.queue[i]
		for h := w.first[v]; h < w.first[v+1]; h++ {
			to := w.to[h]
			if w.left[h] == 0 || w.in[to] >= seen {
				continue
			}
			w.in[to], w.parent[to] = seen, h
			w.queue = append(w.queue, to)
			if w.takes(to) {
				w.push(u, to)
				w.mark(0)
				return true
			}
		}
	}
	w.mark(w.stamp)
	return false
}

func (w *network) mark(stamp int64) {
	for _, v := range w.queue {
		w.in[v] = stamp
	}
}

// push moves cost along the path to v.
func (w *network) push(u, v int32) {
	flow := int64(1) << 62
	if w.may[u] != w.grid {
		flow = -w.cost[u]
	}
	if w.may[v]&w.grid != 0 {
		flow = min(flow, w.cost[v])
	}
	for x := v; x != u; x = w.from[w.parent[x]] {
		flow = min(flow, w.left[w.parent[x]])
	}
	for x := v; x != u; x = w.from[w.parent[x]] {
		h := w.parent[x]
		w.left[h] -= flow
		w.left[w.back[h]] += flow
	}
	w.cost[u] += flow
	w.cost[v] -= flow
}

// back gives for each half-edge the one that leads back; several between the same two faces pair up in their order.
func (p *problem) back() []int32 {
	out := make([]int32, len(p.to))
	of := make(map[[2]int32][]int32)
	for h, u := range p.from {
		ends := [2]int32{u, p.to[h]}
		of[ends] = append(of[ends], int32(h))
	}
	for h, u := range p.from {
		ends := [2]int32{p.to[h], u}
		out[h], of[ends] = of[ends][0], of[ends][1:]
	}
	return out
}
