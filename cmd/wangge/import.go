package main

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"os"
	"strings"

	"golang.org/x/term"

	"wangge/registry/intake"
)

type importCmd struct {
	What        string            `arg:"" enum:"divisions,grids,officers,postings,streets,buildings,codes,matters" help:"divisions, grids, officers, postings, streets, buildings, codes that are in use elsewhere, or matters: kinds of matter and the networks that answer for them."`
	Files       []string          `arg:"" help:"GeoJSON, Shapefile (.shp or .zip), GeoPackage, KML; CSV or XLSX for tables."`
	County      string            `help:"County; the only one there is by default. A legacy network may name a new one: 6 digits, or a name of its own such as nyc."`
	Network     string            `help:"Network of the grids: unified (a draft to be published) or a legacy one such as governance, urban, police, civility." default:"unified"`
	Scheme      string            `help:"Scheme of the codes whose rows name none; cn15 by default."`
	Field       map[string]string `help:"Column of a field, as field=COLUMN, or field= for none; what is not named is guessed, and the guess is shown." placeholder:"FIELD=COLUMN"`
	Profile     string            `help:"Read the field mapping from this file." type:"existingfile"`
	SaveProfile string            `help:"Save the field mapping that was used to this file." type:"path"`
	AcceptRows  bool              `help:"Leave out rows that cannot be taken, instead of storing nothing."`
	TrustDatum  bool              `help:"Take layers that lie off the county's outline as another datum would bring them."`
	Yes         bool              `help:"Do not ask whether the guessed fields are right." short:"y"`
	reading
	By
}

// Run imports the files, all or none.
func (c *importCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	q := intake.Request{
		What: c.What, County: c.County, Network: c.Network, Scheme: c.Scheme, Fields: c.Field,
		AcceptRows: c.AcceptRows, TrustDatum: c.TrustDatum, Actor: c.actor(),
	}
	if q.Files, err = found(c.Files); err != nil {
		return err
	}
	if q.Read, err = c.options(); err != nil {
		return err
	}
	if err := c.addProfile(&q); err != nil {
		return err
	}
	bar := newProgress(e.err)
	defer bar.end()
	q.Progress = bar.tell
	q.Confirm = func(m []intake.Mapping) error { bar.end(); return c.confirm(m, e) }

	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	out, err := intake.Run(ctx, store.Registry, q)
	bar.end()
	if err != nil {
		return err
	}
	c.say(out, e)
	if c.SaveProfile != "" && len(out.Mappings) > 0 {
		return profileOf(out.Mappings[0], q.Fields).Save(c.SaveProfile)
	}
	return nil
}

// profileOf remembers the mapping that was used, and the fields that the caller wants no column for.
func profileOf(m intake.Mapping, given map[string]string) intake.Profile {
	p := intake.Profile{Fields: maps.Clone(m.Columns)}
	for field, column := range given {
		if column == "" {
			p.Fields[field] = ""
		}
	}
	return p
}

// addProfile takes the profile's columns for the fields that no flag names.
func (c *importCmd) addProfile(q *intake.Request) error {
	if c.Profile == "" {
		return nil
	}
	p, err := intake.LoadProfile(c.Profile)
	if err != nil {
		return err
	}
	for field, column := range q.Fields {
		p.Fields[field] = column
	}
	q.Fields = p.Fields
	return nil
}

// confirm shows the mapping, and asks at a terminal where something was guessed.
func (c *importCmd) confirm(mappings []intake.Mapping, e env) error {
	guessed := false
	shown := map[string]bool{}
	for _, m := range mappings {
		if line := m.Describe(); !shown[line] {
			fmt.Fprintln(e.err, "fields 字段:", line)
			shown[line] = true
		}
		guessed = guessed || len(m.Guessed) > 0
	}
	in, ok := e.in.(*os.File)
	if !guessed || c.Yes || !ok || !term.IsTerminal(int(in.Fd())) {
		return nil
	}
	fmt.Fprint(e.err, "Import with these fields? 按此导入? [Y/n] ")
	answer, err := bufio.NewReader(in).ReadString('\n')
	if err != nil {
		return fmt.Errorf("read answer: %w", err)
	}
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "n") {
		return fmt.Errorf("not imported: name the right columns with --field FIELD=COLUMN")
	}
	return nil
}

func (c *importCmd) say(out intake.Outcome, e env) {
	for _, n := range out.Import.Notes {
		if !strings.Contains(n, "←") { // the fields were shown before they were used
			fmt.Fprintln(e.err, "note:", n)
		}
	}
	if len(out.Left) > 0 {
		tellRows(e, out.Left)
	}
	t := out.Import.Tally
	if !t.Any() {
		fmt.Fprintf(e.out, "nothing changed: %d %s are stored already 无变化\n", t.Unchanged, c.What)
		return
	}
	fmt.Fprintf(e.out, "imported %s of county %s: %d added, %d changed, %d removed, %d as before\n",
		c.What, out.Import.County, t.Added, t.Changed, t.Removed, t.Unchanged)
	if out.Import.Draft != [16]byte{} {
		fmt.Fprintf(e.out, "draft %s: next `wangge check --stored --draft`, `wangge code assign --commit`, `wangge publish`\n", out.Import.Draft)
	}
}

// closing closes what a command opened, and keeps the first error.
func closing(c interface{ Close() error }, err *error) {
	if cerr := c.Close(); cerr != nil && *err == nil {
		*err = cerr
	}
}
