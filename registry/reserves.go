package registry

import (
	"context"
	"fmt"
	"strings"

	"wangge/gridcode"
)

// Holds reports whether a code lies in the range.
func (v Reserve) Holds(i Issue) bool {
	return i.Scheme == v.Scheme && strings.HasPrefix(i.Community, v.Division) && v.From <= i.Sequence && i.Sequence <= v.To
}

// reservedIn gives the ranges that hold in a community.
func reservedIn(community, scheme string, reserves []Reserve) (out []gridcode.Reserve) {
	for _, v := range reserves {
		if v.Scheme == scheme && strings.HasPrefix(community, v.Division) {
			out = append(out, gridcode.Reserve{From: v.From, To: v.To, Kind: string(v.Kind)})
		}
	}
	return out
}

// County gives the county of the range's division.
func (v Reserve) County() string { return v.Division[:min(len(v.Division), 6)] }

// Reserved is a range and how many codes lie in it.
type Reserved struct {
	Reserve
	Issued int
}

// Reserved lists the reserved ranges of a county.
func (r Registry) Reserved(ctx context.Context, county string) ([]Reserved, error) {
	reserves, err := r.Store.Reserves(ctx, county)
	if err != nil || len(reserves) == 0 {
		return nil, err
	}
	issued, err := r.Store.Issued(ctx, county, "")
	out := make([]Reserved, len(reserves))
	for n, v := range reserves {
		out[n].Reserve = v
		for _, i := range issued {
			if v.Holds(i) {
				out[n].Issued++
			}
		}
	}
	return out, err
}

// PutReserve keeps a range of numbers in a division from now on. Codes that were issued in it before stay what they are.
func (r Registry) PutReserve(ctx context.Context, v Reserve, actor Actor) error {
	scheme, err := r.Scheme(ctx, v.County(), v.Scheme)
	if err != nil {
		return err
	}
	if err := scheme.CheckReserved([]gridcode.Reserve{{From: v.From, To: v.To}}); err != nil {
		return fmt.Errorf("reserve codes in %s: %w: %w", v.Division, ErrInvalid, err)
	}
	return r.Store.PutReserve(ctx, v, actor)
}
