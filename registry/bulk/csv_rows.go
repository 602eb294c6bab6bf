package bulk

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
)

// csvReader reads a CSV for a workbook to be made of it.
type csvReader struct {
	in       *records
	encoding string
	text     *text
	raw      [][]byte
	cells    []string
}

func (r *csvReader) next() (cells []string, fault, err error) {
	if r.text == nil {
		if err := r.begin(); err != nil {
			return nil, nil, err
		}
	}
	line, err := r.in.next()
	if errors.Is(err, errLong) || errors.Is(err, errOpen) {
		return nil, err, nil
	}
	if err != nil {
		return nil, nil, err
	}
	record, _ := lineEnd(line)
	r.raw, r.cells = split(record, r.in.comma, r.raw), r.cells[:0]
	for _, cell := range r.raw {
		r.cells = append(r.cells, r.text.decode(unquoted(cell)))
	}
	return r.cells, nil, nil
}

// begin looks at the head of the table.
func (r *csvReader) begin() error {
	mark, err := r.in.mark()
	if err != nil {
		return err
	}
	if r.in.end <= len(mark) && !r.in.last {
		if err := r.in.fill(); err != nil {
			return err
		}
	}
	head := r.in.buf[r.in.at:r.in.end]
	t, err := textOf(head, r.encoding, len(mark) > 0)
	if err != nil {
		return err
	}
	line, _, _ := bytes.Cut(bytes.TrimLeft(head, "\r\n"), []byte("\n"))
	r.text, r.in.comma = &t, separator(line)
	return nil
}

// csvWriter writes a CSV of a workbook, in UTF-8 with a byte order mark, by which spreadsheet programs know it.
type csvWriter struct {
	out  io.Writer
	csv  *csv.Writer
	wide int
}

func newCSVWriter(out io.Writer) *csvWriter { return &csvWriter{out: out, csv: csv.NewWriter(out)} }

func (w *csvWriter) begin(header []string, _ []int) error {
	if _, err := io.WriteString(w.out, byteOrderMark); err != nil {
		return err
	}
	w.wide = len(header)
	return w.csv.Write(header)
}

// write makes a blank row one of separators, which readers do not take for the end.
func (w *csvWriter) write(cells []string) error {
	if cells == nil {
		cells = make([]string, w.wide)
	}
	return w.csv.Write(cells)
}

func (w *csvWriter) end() error {
	w.csv.Flush()
	return w.csv.Error()
}
