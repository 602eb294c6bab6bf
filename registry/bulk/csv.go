package bulk

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"wangge/registry"
)

// CSV answers a table with a header, from in to out: in UTF-8, GBK or GB18030, with comma, semicolon or tab, which it keeps, as it does
// line ends, quotes and a byte order mark. What is known is flushed before it waits for more; flush may be nil.
func CSV(ctx context.Context, in io.Reader, out io.Writer, flush func() error, s Source, o Options) (Tally, error) {
	t := table{answers: newAnswers(s, o), out: bufio.NewWriterSize(out, 1<<16)}
	t.in = newRecords(in, func() error {
		if err := errors.Join(ctx.Err(), t.out.Flush()); err != nil || flush == nil {
			return err
		}
		return flush()
	})
	if err := t.header(); err != nil {
		return t.tally, err
	}
	for {
		if err := t.row(); err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return t.tally, errors.Join(err, t.out.Flush())
		}
	}
}

// table is a CSV under way.
type table struct {
	*answers
	in      *records
	out     *bufio.Writer
	text    text
	columns columns
	width   int
	end     []byte // of a line
	cells   [][]byte
}

// header finds the columns in the first line that holds anything.
func (t *table) header() error {
	mark, err := t.in.mark()
	if err != nil {
		return err
	}
	line, err := t.firstLine()
	if err != nil {
		return err
	}
	if t.text, err = textOf(t.in.head(), t.Encoding, len(mark) > 0); err != nil {
		return err
	}
	record, end := lineEnd(line)
	t.in.comma, t.end = separator(record), bytes.Clone(end)
	t.cells = split(record, t.in.comma, t.cells)
	t.width = len(t.cells)
	header := make([]string, t.width)
	for i, cell := range t.cells {
		header[i] = strings.TrimSpace(t.text.decode(unquoted(cell)))
	}
	if t.columns, err = t.Options.columns(header); err != nil {
		return err
	}
	_, _ = t.out.Write(mark) // a bufio.Writer gives its error when it is flushed
	_, _ = t.out.Write(record)
	t.add(t.added(header))
	t.endLine(end)
	return nil
}

// firstLine gives the first record that holds anything. Its separator is not known yet: quotes are taken where they would be one after a comma.
func (t *table) firstLine() ([]byte, error) {
	for {
		line, err := t.in.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil, errEmpty
		case errors.Is(err, errLong), errors.Is(err, errOpen):
			return nil, fmt.Errorf("%w: the header cannot be read: %w", registry.ErrInvalid, err)
		case err != nil:
			return nil, err
		case len(bytes.TrimSpace(line)) > 0:
			return line, nil
		}
	}
}

// separator takes the one of comma, semicolon and tab that the header has most of.
func separator(header []byte) byte {
	best := byte(',')
	for _, c := range []byte(";\t") {
		if bytes.Count(header, []byte{c}) > bytes.Count(header, []byte{best}) {
			best = c
		}
	}
	return best
}

// row answers the next row; io.EOF after the last.
func (t *table) row() error {
	line, err := t.in.next()
	if errors.Is(err, errLong) || errors.Is(err, errOpen) {
		t.tell(err)
		t.write(nil, 1, t.end)
		return nil
	}
	if err != nil {
		return err
	}
	record, end := lineEnd(line)
	if len(bytes.TrimSpace(record)) == 0 { // no row, but a line of the file
		_, _ = t.out.Write(line) // as in header
		return nil
	}
	t.cells = split(record, t.in.comma, t.cells)
	if spare := t.spare(record); len(spare) > 0 {
		t.tell(errWide(len(t.cells), t.width, t.text.decode(spare)))
	} else {
		t.answers.row(t.cell(t.columns.lng), t.cell(t.columns.lat), t.cell(t.columns.datum))
	}
	t.write(t.kept(record), min(len(t.cells), t.width), end)
	return nil
}

// cell is what a column of the row says; nothing where there is no such column.
func (t *table) cell(i int) []byte {
	if i < 0 || i >= len(t.cells) {
		return nil
	}
	return unquoted(t.cells[i])
}

// kept is the part of a record that stands under the header.
func (t *table) kept(record []byte) []byte {
	n := len(record)
	for i := len(t.cells) - 1; i >= t.width; i-- {
		n -= len(t.cells[i]) + 1
	}
	return record[:n]
}

// spare is what stands beyond the header's last column, unless it is blank.
func (t *table) spare(record []byte) []byte {
	rest := bytes.TrimPrefix(record[len(t.kept(record)):], []byte{t.in.comma})
	if len(bytes.Trim(rest, string(t.in.comma)+" ")) == 0 {
		return nil
	}
	return rest
}

// write writes a row of so many cells, evened out, and its answer.
func (t *table) write(record []byte, cells int, end []byte) {
	_, _ = t.out.Write(record) // as in header
	for range t.width - cells {
		_ = t.out.WriteByte(t.in.comma)
	}
	t.add(t.answers.cells)
	t.endLine(end)
}

func (t *table) add(cells []string) {
	for _, cell := range cells {
		_ = t.out.WriteByte(t.in.comma) // as in header
		if cell != "" {
			t.text.write(t.out, cell, t.in.comma)
		}
	}
}

func (t *table) endLine(end []byte) { _, _ = t.out.Write(end) } // as in header
