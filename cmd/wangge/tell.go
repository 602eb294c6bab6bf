package main

import (
	"errors"
	"fmt"

	"wangge/geo/vector"
)

const shownRows = 50

// tell writes an error for people; rows that could not be taken one to a line, in both languages.
func tell(e env, err error) {
	var rows vector.RowErrors
	if !errors.As(err, &rows) {
		fmt.Fprintln(e.err, "wangge:", err)
		return
	}
	fmt.Fprintf(e.err, "wangge: nothing was stored: %s 未导入，共 %d 个问题\n", problems(len(rows)), len(rows))
	tellRows(e, rows)
}

func tellRows(e env, rows vector.RowErrors) {
	for i, r := range rows {
		if i == shownRows {
			fmt.Fprintf(e.err, "  … and %d more 其余 %d 个\n", len(rows)-i, len(rows)-i)
			return
		}
		fmt.Fprintf(e.err, "  %s:%d %s: %s; %s\n    %s；%s\n", r.File, r.Row, r.Field, r.Problem.EN, r.Remedy.EN, r.Problem.ZH, r.Remedy.ZH)
	}
}

func problems(n int) string {
	if n == 1 {
		return "1 problem"
	}
	return fmt.Sprintf("%d problems", n)
}
