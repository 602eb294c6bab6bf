package vector

import (
	"fmt"
	"strings"
)

// Text is a sentence in both languages.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

func (t Text) String() string { return t.EN + " / " + t.ZH }

// RowError says what is wrong with one row, and how to mend it.
type RowError struct {
	File    string `json:"file"`
	Row     int    `json:"row"` // as people count in tables; the feature's number from 0 in layers
	Field   string `json:"field,omitempty"`
	Problem Text   `json:"problem"`
	Remedy  Text   `json:"remedy"`
}

func (e RowError) Error() string {
	return fmt.Sprintf("%s, row %d, %s: %s; %s", e.File, e.Row, e.Field, e.Problem.EN, e.Remedy.EN)
}

// RowErrors is the complete list of an import's wrong rows.
type RowErrors []RowError

func (e RowErrors) Error() string {
	switch len(e) {
	case 0:
		return "no row is wrong"
	case 1:
		return e[0].Error()
	default:
		var b strings.Builder
		fmt.Fprintf(&b, "%d problems, the first: %s", len(e), e[0].Error())
		return b.String()
	}
}
