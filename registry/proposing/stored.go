package proposing

import (
	"encoding/json"
	"fmt"

	"wangge/registry"
	"wangge/registry/merger"
)

// Stored is a stored proposal, with what it was computed with and how it was judged as they were.
type Stored struct {
	registry.Proposal
	Options Options
	Report  merger.Report
}

// Read makes a Stored of what the store gave.
func Read(p registry.Proposal) (Stored, error) {
	s := Stored{Proposal: p}
	if err := json.Unmarshal(p.Options, &s.Options); err != nil {
		return s, fmt.Errorf("options of proposal %s: %w", p.ID, err)
	}
	if err := json.Unmarshal(p.Report, &s.Report); err != nil {
		return s, fmt.Errorf("report of proposal %s: %w", p.ID, err)
	}
	return s, nil
}
