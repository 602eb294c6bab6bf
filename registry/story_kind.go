package registry

// StepKind says what happened in a step of lineage.
type StepKind string

// Kinds of step.
const (
	SplitStep     StepKind = "split"     // one retired grid became several
	MergeStep     StepKind = "merge"     // several retired grids became one new grid
	RecodeStep    StepKind = "recode"    // the same ground under another code
	DissolveStep  StepKind = "dissolve"  // retired grids went to grids that kept their codes
	PartitionStep StepKind = "partition" // grids that kept their codes gave ground to new ones
	ReshapeStep   StepKind = "reshape"   // any other change of several grids to several; a mere shift of a border beside another step
	RevertStep    StepKind = "revert"    // an earlier map was restored
	EndStep       StepKind = "end"       // no grid has the ground any more
)

// trifle is the share of both grids under which a row is a border that shifted a little. It gives no step its kind.
const trifle = 0.01

func (l Lineage) trifling() bool { return l.AreaShare < trifle && l.SuccessorAreaShare < trifle }

// kinds derives the kinds of all rows of a revision. Rows that have a grid in common, however remotely, are one event and of one kind.
func (s *Stories) kinds(revision int, rows []Lineage) []StepKind {
	r, _ := s.Revision(revision)
	out := make([]StepKind, len(rows))
	events := map[string][]int{}
	root := connect(rows)
	for i, row := range rows {
		switch {
		case row.Successor == "":
			out[i] = EndStep
		case r.Reverts != 0:
			out[i] = RevertStep
		case row.trifling():
			out[i] = ReshapeStep
		default:
			event := root(before(row))
			events[event] = append(events[event], i)
		}
	}
	for _, event := range events {
		kind := s.kindOf(revision, rows, event)
		for _, i := range event {
			out[i] = kind
		}
	}
	return out
}

// A code may be predecessor and successor at one revision, as two different grids.
func before(row Lineage) string { return "<" + row.Predecessor }
func after(row Lineage) string  { return ">" + row.Successor }

// connect finds which grids hang together by rows (disjoint sets); all grids of a set have the same root.
func connect(rows []Lineage) (root func(string) string) {
	above := map[string]string{}
	root = func(grid string) string {
		for above[grid] != "" {
			if over := above[above[grid]]; over != "" {
				above[grid] = over
			}
			grid = above[grid]
		}
		return grid
	}
	for _, row := range rows {
		if row.Successor == "" || row.trifling() {
			continue
		}
		if a, b := root(before(row)), root(after(row)); a != b {
			above[a] = b
		}
	}
	return root
}

// kindOf names an event by how many grids it took and made, and which of them kept their codes.
func (s *Stories) kindOf(revision int, rows []Lineage, event []int) StepKind {
	predecessors, successors := map[string]bool{}, map[string]bool{}
	for _, i := range event {
		predecessors[rows[i].Predecessor] = true
		successors[rows[i].Successor] = true
	}
	retired, begun := s.lacking(predecessors, revision), s.lacking(successors, revision-1)
	allRetired, allNew := retired == len(predecessors), begun == len(successors)
	switch {
	case allRetired && begun == 0:
		return DissolveStep
	case retired == 0 && allNew:
		return PartitionStep
	case allRetired && allNew && len(event) == 1:
		return recodeOrReshape(rows[event[0]])
	case allRetired && retired == 1:
		return SplitStep
	case allRetired && allNew && begun == 1:
		return MergeStep
	default:
		return ReshapeStep
	}
}

// lacking counts the codes that no grid had at a revision.
func (s *Stories) lacking(codes map[string]bool, at int) (n int) {
	for code := range codes {
		if s.life(code, at) == nil {
			n++
		}
	}
	return n
}

func recodeOrReshape(row Lineage) StepKind {
	if row.AreaShare > 1-trifle && row.SuccessorAreaShare > 1-trifle {
		return RecodeStep
	}
	return ReshapeStep
}
