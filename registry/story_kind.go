package registry

import "slices"

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

// kinds gives the kinds of rows, by their index. Rows of a revision that have a grid in common, however remotely, are one event and
// of one kind.
func (s *Stories) kinds(rows []int) map[int]StepKind {
	out := make(map[int]StepKind, len(rows))
	for _, i := range rows {
		if _, known := out[i]; known {
			continue
		}
		row := s.rows[i]
		switch r, _ := s.Revision(row.Revision); {
		case row.Successor == "":
			out[i] = EndStep
		case r.Reverts != 0:
			out[i] = RevertStep
		case row.trifling():
			out[i] = ReshapeStep
		default:
			event := s.event(i)
			kind := s.kindOf(event)
			for _, j := range event {
				out[j] = kind
			}
		}
	}
	return out
}

// event gives the rows that belong together with a row.
func (s *Stories) event(row int) []int {
	out, seen := []int{row}, map[int]bool{row: true}
	for n := 0; n < len(out); n++ {
		r := s.rows[out[n]]
		sisters := s.between(s.from[r.Predecessor], r.Revision-1, r.Revision)
		partners := s.between(s.into[r.Successor], r.Revision-1, r.Revision)
		for _, i := range slices.Concat(sisters, partners) {
			if !seen[i] && s.rows[i].Successor != "" && !s.rows[i].trifling() {
				out, seen[i] = append(out, i), true
			}
		}
	}
	return out
}

// kindOf names an event by how many grids it took and made, and which of them kept their codes.
func (s *Stories) kindOf(event []int) StepKind {
	revision := s.rows[event[0]].Revision
	predecessors, successors := map[string]bool{}, map[string]bool{}
	for _, i := range event {
		predecessors[s.rows[i].Predecessor] = true
		successors[s.rows[i].Successor] = true
	}
	retired, begun := s.lacking(predecessors, revision), s.lacking(successors, revision-1)
	allRetired, allNew := retired == len(predecessors), begun == len(successors)
	switch {
	case allRetired && begun == 0:
		return DissolveStep
	case retired == 0 && allNew:
		return PartitionStep
	case allRetired && allNew && len(event) == 1:
		return recodeOrReshape(s.rows[event[0]])
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
