package registry

import "wangge/gridcode"

// Number gives the uncoded grids of a draft their unified codes, as AssignCodes does.
func Number(divisions []Division, d Draft, l Ledger) ([]Issue, []string, error) {
	return numbering{scheme: Scheme{Scheme: gridcode.CN15}, table: tableOf(divisions)}.number(d, l)
}
