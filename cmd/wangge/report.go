package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"wangge/registry"
	"wangge/registry/snapshot"
)

type reportCmd struct {
	Unattended reportUnattendedCmd `cmd:"" help:"Grids where neither primary nor deputy is there, who answers instead, and postings on retired codes. 无人在岗网格"`
}

type reportUnattendedCmd struct {
	Network string `help:"Ask every grid about this network; by default about those with posts on it."`
	At      string `help:"A day or time, by the roster as it stands now: who will be on leave then; now by default."`
	Format  string `help:"text or csv." enum:"text,csv" default:"text"`
}

// Run writes the report.
func (c *reportUnattendedCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	at, err := registry.ParseTime(c.At, time.Now())
	if err != nil {
		return &exitError{code: 2, cause: err}
	}
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	snap, err := published(ctx, store)
	if err != nil {
		return err
	}
	if err := snap.KnownNetwork(c.Network); err != nil {
		return &exitError{code: 2, cause: err}
	}
	rows := [][]string{{"kind", "code", "name", "network", "why", "answers", "rule", "phone", "posting", "today"}}
	for _, u := range snap.Unattended(c.Network, at) {
		rows = append(rows, unattendedRow(u))
	}
	if c.Format == "csv" {
		return csv.NewWriter(e.out).WriteAll(rows)
	}
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(t, strings.Join(row, "\t"))
	}
	return t.Flush()
}

func unattendedRow(u snapshot.Unattended) []string {
	row := []string{u.Kind, u.Code, u.Name, u.Network, "", "", "", "", "", ""}
	var why, today []string
	for _, x := range u.PassedOver {
		why = append(why, strings.TrimSpace(fmt.Sprint(x.Rule, " ", x.Reason, " ", dayText(x.Until))))
	}
	for _, share := range u.Today {
		today = append(today, fmt.Sprintf("%s (%.0f %%)", share.Code, 100*share.Area))
	}
	row[4], row[9] = strings.Join(why, "; "), strings.Join(today, "; ")
	if u.Answers != nil {
		row[5], row[6], row[7] = u.Answers.Name, string(u.Answers.Rule), u.Answers.Phone
	}
	if u.Posting != nil {
		row[8] = fmt.Sprint(u.Posting.ID)
	}
	return row
}
