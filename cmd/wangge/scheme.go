package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/intake"
)

type schemeCmd struct {
	List  schemeListCmd  `cmd:"" help:"List the built-in schemes, and those that a county issues codes of."`
	Show  schemeShowCmd  `cmd:"" help:"Show the segments of a scheme, built-in, adopted or of a file."`
	Check schemeCheckCmd `cmd:"" help:"Tell every fault of a scheme's file. Needs no database."`
	Adopt schemeAdoptCmd `cmd:"" help:"Let a county issue codes of a further scheme, for ever."`
}

type schemeListCmd struct {
	County string `help:"County; the only one there is by default."`
}

// Run lists schemes; those that the county adopted are marked.
func (c *schemeListCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, county, err := g.openCounty(ctx, e, c.County)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	schemes, err := store.Schemes(ctx, county.Code)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, s := range schemes {
		fmt.Fprintf(t, "%s\t%d digits\t%s\tin use%s\n", s.Name, s.Digits, s.ZH, object(s))
	}
	for _, s := range gridcode.Builtin() {
		if !slices.ContainsFunc(schemes, func(a registry.Scheme) bool { return a.Name == s.Name }) {
			fmt.Fprintf(t, "%s\t%d digits\t%s\tnot adopted\n", s.Name, s.Digits, s.ZH)
		}
	}
	return t.Flush()
}

func object(s registry.Scheme) string {
	if s.Object == "" {
		return ""
	}
	return ", object " + s.Object
}

type schemeShowCmd struct {
	Scheme string `arg:"" help:"Name of a scheme, or a JSON or YAML file with one."`
	County string `help:"County that adopted the scheme; the only one there is by default."`
	JSON   bool   `help:"As JSON, in the form of a scheme's file: something to begin one's own with."`
}

// Run shows a scheme's segments and ranges.
func (c *schemeShowCmd) Run(ctx context.Context, g *Globals, e env) error {
	s, err := c.find(ctx, g, e)
	if err != nil {
		return err
	}
	if c.JSON {
		out := json.NewEncoder(e.out)
		out.SetIndent("", "  ")
		return out.Encode(s)
	}
	fmt.Fprintf(e.out, "%s: %s %s, %d digits%s\n", s.Name, s.ZH, s.EN, s.Digits, from(s.Source))
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, segment := range s.Segments {
		fmt.Fprintf(t, "%s\t%s\t%d digits\t\n", segment.Name, segment.ZH, segment.Width)
		for _, r := range segment.Ranges {
			fmt.Fprintf(t, "\t%0*d–%0*d\t%s\t%s\n", segment.Width, r.From, segment.Width, r.To, r.ZH, r.EN)
		}
	}
	return t.Flush()
}

func from(source string) string {
	if source == "" {
		return ""
	}
	return " (" + source + ")"
}

// find takes a file, a built-in scheme, or one that the county adopted; the database is opened for the last alone.
func (c *schemeShowCmd) find(ctx context.Context, g *Globals, e env) (_ *gridcode.Scheme, err error) {
	if intake.IsSchemeFile(c.Scheme) {
		f, err := intake.ReadSchemeFile(c.Scheme)
		return f.Scheme, err
	}
	if s, ok := gridcode.Lookup(c.Scheme); ok {
		return s, nil
	}
	store, err := g.open(ctx, e)
	if err != nil {
		return nil, err
	}
	defer closing(store, &err)
	county, err := store.TheCounty(ctx, c.County)
	if err != nil {
		return nil, err
	}
	s, err := store.Scheme(ctx, county.Code, c.Scheme)
	return s.Scheme, err
}

type schemeCheckCmd struct {
	File string `arg:"" help:"JSON or YAML file of a scheme, in the form that code scheme show cn15 --json writes."`
}

// Run tells whether the file describes a scheme.
func (c *schemeCheckCmd) Run(e env) error {
	f, err := intake.ReadSchemeFile(c.File)
	if err != nil {
		return err
	}
	var segments []string
	for _, g := range f.Scheme.Segments {
		segments = append(segments, fmt.Sprintf("%s %d", g.Name, g.Width))
	}
	_, err = fmt.Fprintf(e.out, "sound 规则有效: scheme %s of %d digits: %s\n", f.Scheme.Name, f.Scheme.Digits, strings.Join(segments, " + "))
	return err
}

type schemeAdoptCmd struct {
	Scheme string `arg:"" help:"Name of a built-in scheme, or a JSON or YAML file with one of your own."`
	Object string `help:"Digits of the object segment, where the scheme has one." placeholder:"DIGITS"`
	County string `help:"County; the only one there is by default."`
	By
}

// Run adopts a scheme. What was adopted stays as it is.
func (c *schemeAdoptCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	a := registry.Adoption{Scheme: c.Scheme, Object: c.Object}
	if intake.IsSchemeFile(c.Scheme) {
		f, err := intake.ReadSchemeFile(c.Scheme)
		if err != nil {
			return err
		}
		a.Scheme, a.Definition = f.Scheme.Name, f.Definition
	}
	store, county, err := g.openCounty(ctx, e, c.County)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	a.County = county.Code
	_, before := store.Scheme(ctx, a.County, a.Scheme)
	if err := store.AdoptScheme(ctx, a, c.actor()); err != nil {
		return err
	}
	if before == nil {
		_, err = fmt.Fprintf(e.out, "nothing changed: county %s has adopted scheme %s already 无变化\n", a.County, a.Scheme)
		return err
	}
	_, err = fmt.Fprintf(e.out, "county %s has adopted scheme %s, for ever; next `wangge code assign --scheme %s`\n", a.County, a.Scheme, a.Scheme)
	return err
}
