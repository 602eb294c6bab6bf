package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"wangge/registry"
)

type reserveCmd struct {
	Add  reserveAddCmd  `cmd:"" help:"Keep a range from being given automatically."`
	List reserveListCmd `cmd:"" help:"List the reserved ranges, and how many codes lie in each."`
	End  reserveEndCmd  `cmd:"" help:"Give a range free again."`
}

// span is a range of numbers on the command line: 900-999, or 950 alone.
type span struct{ from, to int }

// UnmarshalText reads a range.
func (s *span) UnmarshalText(text []byte) (err error) {
	from, to, there := strings.Cut(string(text), "-")
	if !there {
		to = from
	}
	if s.from, err = strconv.Atoi(from); err == nil {
		s.to, err = strconv.Atoi(to)
	}
	if err != nil {
		return fmt.Errorf("%q is no range of numbers: write it as 901-999 号段写作 901-999", text)
	}
	return nil
}

// ranged says which range of which division.
type ranged struct {
	Division string `arg:"" help:"Code of a county, town or community; the range is kept in all communities in it."`
	Range    span   `arg:"" help:"Numbers, as 901-999."`
	Scheme   string `help:"Scheme of the codes." default:"cn15"`
	By
}

func (r ranged) reserve() registry.Reserve {
	return registry.Reserve{Scheme: r.Scheme, Division: r.Division, From: r.Range.from, To: r.Range.to}
}

type reserveAddCmd struct {
	ranged
	Kind string `help:"Kind of grid that is numbered in this range and nowhere else: dedicated. By default codes there are brought by files alone." enum:",dedicated" default:""`
	Note string `help:"What the range is kept for."`
}

// Run reserves a range, and tells how many codes lie in it already: those stay what they are.
func (c *reserveAddCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	v := c.reserve()
	v.Kind, v.Note = registry.Kind(c.Kind), c.Note
	if err := store.PutReserve(ctx, v, c.actor()); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "reserved %s %s %d-%d\n", v.Scheme, v.Division, v.From, v.To)
	reserved, err := store.Reserved(ctx, v.County())
	for _, o := range reserved {
		if o.Reserve == v && o.Issued > 0 {
			fmt.Fprintf(e.out, "%d codes were issued in it before; they stay what they are 其中已发 %d 个编码，保持不变\n", o.Issued, o.Issued)
		}
	}
	return err
}

type reserveListCmd struct {
	County string `help:"County; the only one there is by default."`
}

// Run lists reserved ranges.
func (c *reserveListCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, county, err := g.openCounty(ctx, e, c.County)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	reserved, err := store.Reserved(ctx, county.Code)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, v := range reserved {
		fmt.Fprintf(t, "%s\t%s\t%d-%d\t%s\t%d issued\t%s\n", v.Scheme, v.Division, v.From, v.To, v.Kind, v.Issued, v.Note)
	}
	return t.Flush()
}

type reserveEndCmd struct{ ranged }

// Run gives a range free, named as it was reserved.
func (c *reserveEndCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	v := c.reserve()
	if err := store.Store.EndReserve(ctx, v, c.actor()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "%s %s %d-%d is free again\n", v.Scheme, v.Division, v.From, v.To)
	return err
}
