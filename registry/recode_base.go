package registry

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// digest tells what a plan is made against, so that another state is told from this one.
func (s Standing) digest() RecodingDigest {
	return RecodingDigest{
		Divisions: digest(s.Divisions, func(d Division) string { return fmt.Sprintf("%s %q %x", d.Code, d.Name, d.Shape.GroundKey()) }),
		Grids:     digest(s.Grids, func(g Grid) string { return fmt.Sprint(g.Code, " ", g.Since) }),
		Ledger:    digest(s.Ledger, func(i Issue) string { return i.Code }),
		Reserves:  digest(s.Reserves, func(v Reserve) string { return fmt.Sprint(v.Scheme, " ", v.Division, v.From, v.To, v.Kind) }),
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

// StillHolds tells whether a plan that was previewed is what its changes make now. ErrConflict names what changed since, ErrInvalid
// what is no plan.
func (p Recoding) StillHolds(s Standing, now Recoding) error {
	if p.Digest == (RecodingDigest{}) {
		return fmt.Errorf("%w: that is no plan of a re-coding: it has no digest of what it was made against; preview the changes first 请先预览", ErrInvalid)
	}
	if since := p.since(s); len(since) > 0 {
		return fmt.Errorf("%w: the plan was made against another state of county %s: %s; preview it again 方案所依据的数据已变化，请重新预览", ErrConflict, p.County, strings.Join(since, "; "))
	}
	if !slices.Equal(p.Grids, now.Grids) || !slices.Equal(p.Closed, now.Closed) {
		return fmt.Errorf("%w: the plan lists other codes than its changes make: it was edited, or made by another version; preview the changes again 方案内容与其变更不符，请重新预览", ErrInvalid)
	}
	return nil
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
	if len(s.Ledger) == 0 {
		return ""
	}
	last := slices.MaxFunc(s.Ledger, func(a, b Issue) int { return a.IssuedAt.Compare(b.IssuedAt) })
	return fmt.Sprintf(", the last one %s by %s on %s", last.Code, last.Actor, last.IssuedAt.Format(time.DateTime))
}
