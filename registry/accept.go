package registry

import (
	"context"
	"fmt"

	"wangge/gridcode"
)

// Accept proves a draft and publishes it with the crosswalk of the county's legacy networks; grids that have no code yet get theirs. All
// of it is one transaction. Crossings name grids by their place in the draft, from 1; ground is what MergedGround told before the
// crosswalk was computed. It fails with *FaultsError where the draft is not sound, and with ErrConflict where it is not open any more,
// or what the crosswalk was computed from is not so any more.
func (r Registry) Accept(ctx context.Context, d Draft, crosswalk []Crossing, ground map[string]Mark, actor Actor) (p Publication, err error) {
	if err := r.prove(ctx, d); err != nil {
		return p, fmt.Errorf("accept: %w", err)
	}
	number, err := r.numbering(ctx, d.County, gridcode.CN15.Name)
	if err != nil {
		return p, fmt.Errorf("accept: %w", err)
	}
	p.Crosswalk = len(crosswalk)
	p.Revision, err = r.Store.Accept(ctx, Acceptance{
		Draft: d.ID, Actor: actor, Crosswalk: crosswalk, Ground: ground, Succeed: p.succeed,
		Number: func(d Draft, l Ledger) (issues []Issue, codes []string, err error) {
			issues, codes, err = number.number(d, l)
			p.Issued = issues
			return issues, codes, err
		},
	})
	if err != nil {
		return Publication{}, err
	}
	return p, nil
}

// prove fails with *FaultsError where a draft is not sound.
func (r Registry) prove(ctx context.Context, d Draft) error {
	report, err := r.CheckDraft(ctx, d)
	if err == nil && !report.Sound() {
		err = &FaultsError{Report: report}
	}
	return err
}
