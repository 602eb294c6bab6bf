package bulk

import (
	"context"
	"errors"
	"io"
)

// Table is a table to be read: an XLSX by its path, else a CSV.
type Table struct {
	Workbook string
	CSV      io.Reader
	Rows     func(done int) // of a workbook, told now and then; may be nil
}

// Convert answers a table from one make to another: an XLSX is written where workbook is set, else a CSV.
func Convert(ctx context.Context, from Table, to io.Writer, workbook bool, s Source, o Options) (tally Tally, err error) {
	if from.Workbook == "" && !workbook {
		return CSV(ctx, from.CSV, to, nil, s, o)
	}
	a := newAnswers(s, o)
	in, done, err := from.open(o)
	if err != nil {
		return a.tally, err
	}
	defer func() { err = errors.Join(err, done()) }()
	out, done, err := tableWriter(to, workbook)
	if err != nil {
		return a.tally, err
	}
	defer func() { err = errors.Join(err, done()) }()
	err = convert(ctx, told{in, from.Rows, new(int)}, out, a)
	return a.tally, err
}

// told tells how many rows were read.
type told struct {
	reader
	tell func(done int)
	rows *int
}

func (t told) next() (cells []string, fault, err error) {
	const now = 1000
	if *t.rows++; t.tell != nil && *t.rows%now == 0 {
		t.tell(*t.rows)
	}
	return t.reader.next()
}

func nothing() error { return nil }

func (t Table) open(o Options) (reader, func() error, error) {
	if t.Workbook == "" {
		return &csvReader{in: newRecords(t.CSV, nil), encoding: o.Encoding}, nothing, nil
	}
	w, err := openWorkbook(t.Workbook)
	if err != nil {
		return nil, nil, err
	}
	return w, w.Close, nil
}

func tableWriter(to io.Writer, workbook bool) (writer, func() error, error) {
	if !workbook {
		return newCSVWriter(to), nothing, nil
	}
	w, err := writeWorkbook(to)
	if err != nil {
		return nil, nil, err
	}
	return w, w.Close, nil
}
