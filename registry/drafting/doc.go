// Package drafting changes a draft grid by grid, so that no new file is needed for a change: split, merge, dissolve, rename, set,
// adjust, transfer.
//
// What becomes of the codes: both parts of a split and the result of a merge are new grids without a code, and the codes of
// those before are retired when the draft is published. A dissolved grid's code is retired, the neighbour that takes its ground
// keeps its own. A renamed grid and both grids of a moved border keep theirs.
//
// Every change is the next whole state of the draft, stored whole or not at all; the state before stays and is what undo opens
// again. Shapes are edited as a planar graph (package topology), which proves that no change makes an overlap or a gap.
// People go with their ground: by the buildings on it where those are known, else by area.
package drafting
