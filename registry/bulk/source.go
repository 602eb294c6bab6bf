package bulk

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry"
)

// Source answers for positions.
type Source interface {
	// Columns names what an answer holds; the first is the code.
	Columns() []string
	// Answer fills in the columns for a position. An error concerns that position alone; it is registry.ErrNotFound where no
	// grid has it. A position that nobody owns may also leave the code empty without an error.
	Answer(p orb.Point, d datum.Datum, into []string) error
}

// Options say where a row's position stands. The zero value finds the columns by well-known names, and refuses a table that names no datum.
type Options struct {
	Lng, Lat, DatumColumn string      // names of columns; empty: a well-known name
	Datum                 datum.Datum // of rows that do not say theirs; empty: they have to
	Encoding              string      // utf-8, gbk or gb18030; empty: what the head of the table looks like
}

// Tally counts what became of the rows.
type Tally struct {
	Rows    int      // that held a position, or should have
	Owned   int      // have a code
	Outside int      // lie in no grid
	Wrong   int      // could not be answered
	Notes   []string // what was assumed
}

func (t Tally) String() string {
	return fmt.Sprintf("%d rows: %d in a grid, %d in none, %d with an error 共 %d 行：%d 行落格，%d 行不在任何网格，%d 行有误", t.Rows, t.Owned, t.Outside, t.Wrong, t.Rows, t.Owned, t.Outside, t.Wrong)
}

func (t *Tally) count(code string, err error) {
	t.Rows++
	switch {
	case err == nil && code != "":
		t.Owned++
	case err == nil, errors.Is(err, registry.ErrNotFound):
		t.Outside++
	default:
		t.Wrong++
	}
}

// answers fills in what is told of one row after another.
type answers struct {
	Options
	source Source
	cells  []string // the source's columns, then the error
	tally  Tally
}

func newAnswers(s Source, o Options) *answers {
	return &answers{Options: o, source: s, cells: make([]string, len(s.Columns())+1)}
}

// added names the columns that a table gets. A name that it has already gets a number, so that nothing of it is overwritten.
func (a *answers) added(header []string) []string {
	taken := map[string]bool{}
	for _, h := range header {
		taken[h] = true
	}
	out := append(append([]string{}, a.source.Columns()...), "error")
	for i, name := range out {
		for n := 2; taken[out[i]]; n++ {
			out[i] = fmt.Sprintf("%s_%d", name, n)
		}
		if taken[out[i]] = true; out[i] != name {
			a.tally.Notes = append(a.tally.Notes, fmt.Sprintf("the table has a column %s already: the answer's is %s 表中已有该列", name, out[i]))
		}
	}
	return out
}

// row answers a position given as text.
func (a *answers) row(lng, lat, word []byte) {
	p, d, err := a.position(lng, lat, word)
	if err == nil {
		clear(a.cells)
		err = a.source.Answer(p, d, a.cells[:len(a.cells)-1])
	}
	a.tell(err)
}

// tell ends a row's answer; an error leaves nothing of it but the reason.
func (a *answers) tell(err error) {
	if err != nil {
		clear(a.cells)
		a.cells[len(a.cells)-1] = err.Error()
	}
	a.tally.count(a.cells[0], err)
}
