package registry

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"wangge/geo/coverage"
)

// digest tells what a plan is made against, so that another state is told from this one.
func (s Standing) digest() RecodingDigest {
	return RecodingDigest{
		Divisions: digest(s.Divisions, func(d Division) string { return fmt.Sprintf("%s %q %x", d.Code, d.Name, d.Shape.GroundKey()) }),
		Grids:     digest(s.Grids, func(g Grid) string { return fmt.Sprint(g.Code, " ", g.Since) }),
		Ledger:    digest(s.Ledger.Issued, func(i Issue) string { return i.Code }),
		Reserves:  digest(s.Ledger.Reserves, func(v Reserve) string { return fmt.Sprint(v.Scheme, " ", v.Division, v.From, v.To, v.Kind) }),
	}
}

// digest gives 16 hexadecimal digits, the same in any order.
func digest[T any](rows []T, line func(T) string) string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = line(row)
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:8])
}

// Again makes a plan that was previewed once more from its changes, against the standing of now. ErrConflict names what changed
// since, ErrInvalid what is no plan: nothing else is ever applied than what was previewed.
func (p Recoding) Again(ctx context.Context, s Standing) (Recoding, error) {
	if p.Digest == (RecodingDigest{}) {
		return Recoding{}, fmt.Errorf("%w: that is no plan of a re-coding: it has no digest of what it was made against; preview the changes first 请先预览", ErrInvalid)
	}
	if since := p.since(s); len(since) > 0 {
		return Recoding{}, fmt.Errorf("%w: the plan was made against another state of county %s: %s; preview it again 方案所依据的数据已变化，请重新预览", ErrConflict, p.County, strings.Join(since, "; "))
	}
	now, err := PlanRecoding(ctx, s, p.Changes)
	if err == nil && !p.lists(now) {
		err = fmt.Errorf("%w: the plan lists other codes than its changes make: it was edited, or made by another version; preview the changes again 方案内容与其变更不符，请重新预览", ErrInvalid)
	}
	return now, err
}

// lists reports whether two plans show the same.
func (p Recoding) lists(now Recoding) bool {
	same := func(a, b Redivision) bool {
		return slices.Equal(a.Old, b.Old) && a.New == b.New && a.Level == b.Level && a.Name == b.Name && a.Grids == b.Grids
	}
	return slices.EqualFunc(p.Divisions, now.Divisions, same) && slices.Equal(p.Closed, now.Closed) && slices.Equal(p.Grids, now.Grids)
}

// since tells what changed after a plan was made.
func (p Recoding) since(s Standing) (out []string) {
	now := s.digest()
	if p.Base != s.Revision.Number {
		out = append(out, fmt.Sprintf("revision %d was published by %s on %s (the plan knows revision %d)",
			s.Revision.Number, s.Revision.Actor.Name, s.Revision.PublishedAt.Format(time.DateTime), p.Base))
	} else if p.Digest.Grids != now.Grids {
		out = append(out, "the live grids are others")
	}
	if p.Digest.Divisions != now.Divisions {
		out = append(out, "the division table was changed")
	}
	if p.Digest.Ledger != now.Ledger {
		out = append(out, "codes were issued"+s.lastIssue())
	}
	if p.Digest.Reserves != now.Reserves {
		out = append(out, "the reserved ranges were changed")
	}
	return out
}

// lastIssue tells who last issued a code, and when.
func (s Standing) lastIssue() string {
	if len(s.Ledger.Issued) == 0 {
		return ""
	}
	last := slices.MaxFunc(s.Ledger.Issued, func(a, b Issue) int { return a.IssuedAt.Compare(b.IssuedAt) })
	return fmt.Sprintf(", the last one %s by %s on %s", last.Code, last.Actor, last.IssuedAt.Format(time.DateTime))
}

// PreviewRecoding tells what a change of divisions would make of a county's codes now. Nothing is written.
func (r Registry) PreviewRecoding(ctx context.Context, county string, changes []DivisionChange) (Recoding, error) {
	s, err := r.Store.Standing(ctx, county)
	if err != nil {
		return Recoding{}, err
	}
	p, err := PlanRecoding(ctx, s, changes)
	if err != nil {
		return Recoding{}, err
	}
	return p, p.prove(ctx, s)
}

// ApplyRecoding makes a plan the next revision, where nothing changed since it was previewed.
func (r Registry) ApplyRecoding(ctx context.Context, plan Recoding, actor Actor) (p Publication, err error) {
	p.Revision, err = r.Store.ApplyRecoding(ctx, plan.County, actor, func(s Standing) (Recoding, error) {
		now, err := plan.Again(ctx, s)
		if err == nil {
			err = now.prove(ctx, s)
		}
		return now, err
	}, p.succeed)
	return p, err
}

// prove checks the grids against the divisions as they will be, as a publish does.
func (p Recoding) prove(ctx context.Context, s Standing) error {
	after := map[string]Division{}
	for _, d := range slices.Concat(s.Divisions, p.After.Divisions) {
		after[d.Code] = d
	}
	for _, code := range p.Closed {
		delete(after, code)
	}
	report, err := Check(ctx, coverage.Set{Cells: gridCells(p.After.Grids), Parents: Parents(slices.Collect(maps.Values(after)))}, coverage.Options{})
	if err == nil && !report.Sound() {
		err = &FaultsError{Report: report}
	}
	return err
}
