package main

import (
	"fmt"
	"text/tabwriter"

	"wangge/gridcode"
)

type codeCmd struct {
	Inspect codeInspectCmd `cmd:"" help:"Explain a code, digit by digit."`
}

type codeInspectCmd struct {
	Code string `arg:"" help:"Code of a grid, or of a county, town or community."`
}

// Run explains the code; what is no code is told with the place and the reason.
func (c *codeInspectCmd) Run(e env) error {
	code, err := gridcode.CN15.ParsePrefix(c.Code)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, p := range code.Explain() {
		fmt.Fprintf(t, "%s\t%s %s\t%s %s\t%s\n", p.Digits, p.Segment, p.ZH, p.Meaning, p.Sense, p.Code)
	}
	return t.Flush()
}
