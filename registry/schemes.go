package registry

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"wangge/gridcode"
)

// Scheme is a scheme that a county issues codes of: cn15, or one that it adopted.
type Scheme struct {
	*gridcode.Scheme
	Object string // digits of the object segment, where the scheme has one
}

// Own reports whether the scheme's codes are the grids' own: their key in the registry.
func (s Scheme) Own() bool { return s.Scheme == gridcode.CN15 }

// Prefix gives what the codes of a community's grids begin with; the community is the division table's code.
func (s Scheme) Prefix(community string) (string, error) { return s.Community(community, s.Object) }

// SchemeOf reads an adopted scheme.
func SchemeOf(a Adoption) (Scheme, error) {
	scheme, builtin := gridcode.Lookup(a.Scheme)
	if a.Definition != nil {
		var err error
		if scheme, err = gridcode.ReadScheme(a.Definition); err != nil {
			return Scheme{}, fmt.Errorf("scheme %s: %w", a.Scheme, err)
		}
	} else if !builtin {
		return Scheme{}, fmt.Errorf("%w: there is no built-in scheme %q, only %s; give a file for a scheme of your own", ErrNotFound, a.Scheme, builtinNames())
	}
	return Scheme{Scheme: scheme, Object: a.Object}, nil
}

func builtinNames() string {
	var names []string
	for _, s := range gridcode.Builtin() {
		names = append(names, s.Name)
	}
	return strings.Join(names, ", ")
}

// Schemes gives the schemes that a county issues codes of, its own first, then by name.
func (r Registry) Schemes(ctx context.Context, county string) ([]Scheme, error) {
	adopted, err := r.Store.Schemes(ctx, county)
	if err != nil {
		return nil, err
	}
	out := []Scheme{{Scheme: gridcode.CN15}}
	for _, a := range adopted {
		s, err := SchemeOf(a)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// Scheme gives a scheme that a county issues codes of; an empty name means cn15.
func (r Registry) Scheme(ctx context.Context, county, name string) (Scheme, error) {
	schemes, err := r.Schemes(ctx, county)
	if err != nil {
		return Scheme{}, err
	}
	if name == "" {
		return schemes[0], nil
	}
	i := slices.IndexFunc(schemes, func(s Scheme) bool { return s.Name == name })
	if i < 0 {
		return Scheme{}, &NotAdoptedError{County: county, Scheme: name}
	}
	return schemes[i], nil
}

// NotAdoptedError is a scheme that a county issues no codes of; errors.Is finds ErrNotFound in it.
type NotAdoptedError struct{ County, Scheme string }

func (e *NotAdoptedError) Error() string {
	return fmt.Sprintf("%v: county %s has not adopted scheme %q: see `wangge code scheme list`, then `wangge code scheme adopt` 尚未采用该编码规则", ErrNotFound, e.County, e.Scheme)
}

// Is reports ErrNotFound.
func (e *NotAdoptedError) Is(target error) bool { return target == ErrNotFound }

// AdoptScheme lets a county issue codes of a further scheme, for ever. The same again changes nothing; to adopt it otherwise is ErrConflict.
func (r Registry) AdoptScheme(ctx context.Context, a Adoption, actor Actor) error {
	divisions, err := r.Store.Divisions(ctx, a.County)
	if err != nil {
		return err
	}
	if err := adoptable(a, divisions); err != nil {
		return fmt.Errorf("adopt scheme %s: %w", a.Scheme, err)
	}
	return r.Store.AdoptScheme(ctx, a, actor)
}

// adoptable proves that a scheme can write every community of the county: an adoption is final.
func adoptable(a Adoption, divisions []Division) error {
	s, err := SchemeOf(a)
	if err != nil {
		return err
	}
	if s.Own() {
		return fmt.Errorf("%w: it is the registry's own scheme and needs no adoption", ErrInvalid)
	}
	if err := objectFits(s); err != nil {
		return err
	}
	var failed []error
	for _, d := range divisions {
		if _, err := s.Prefix(d.Code); d.Level == Community && err != nil {
			failed = append(failed, err)
		}
	}
	if len(failed) > 0 {
		return fmt.Errorf("%w: it cannot write %d of the county's communities: give the segment more digits or numbers; the first: %w", ErrInvalid, len(failed), failed[0])
	}
	return nil
}

// objectFits holds the object's digits to the scheme's object segment.
func objectFits(s Scheme) error {
	g, has := s.Segment(gridcode.Object)
	switch {
	case !has && s.Object != "":
		return fmt.Errorf("%w: its codes have no object segment: leave --object out", ErrInvalid)
	case has && len(s.Object) != g.Width:
		return fmt.Errorf("%w: its codes begin with an object of %d digits, and %q has %d: name it with --object", ErrInvalid, g.Width, s.Object, len(s.Object))
	case strings.Trim(s.Object, "0123456789") != "":
		return fmt.Errorf("%w: object %q is not made of digits", ErrInvalid, s.Object)
	default:
		return nil
	}
}
