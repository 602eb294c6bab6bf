package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/bulk"
)

// convert answers a table with a source: the file that is to be written appears whole or not at all.
func (c *resolveCmd) convert(ctx context.Context, e env, s bulk.Source, d datum.Datum) error {
	o := bulk.Options{Lng: c.LngColumn, Lat: c.LatColumn, DatumColumn: c.DatumColumn, Datum: d, Encoding: c.Encoding}
	bar := newProgress(e.err)
	defer bar.end()
	in, err := c.open(e, bar)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read from
	from := bulk.Table{CSV: in}
	if isWorkbook(c.In) {
		from.Workbook = c.In
		from.Rows = func(done int) { bar.tell("resolve "+filepath.Base(c.In), int64(done), 0) } // how many there are is not known before
	}
	var tally bulk.Tally
	err = c.save(e, func(out io.Writer) (err error) {
		tally, err = bulk.Convert(ctx, from, out, isWorkbook(c.Out), s, o)
		return err
	})
	bar.end()
	for _, n := range tally.Notes {
		fmt.Fprintln(e.err, "note:", n)
	}
	if errors.Is(err, registry.ErrInvalid) {
		return &exitError{code: 2, cause: fmt.Errorf("%s: %w", filepath.Base(c.In), err)}
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(e.err, tally)
	return nil
}

// open opens the table, and tells how far it has been read.
func (c *resolveCmd) open(e env, bar *progress) (io.ReadCloser, error) {
	if c.In == "-" {
		return io.NopCloser(e.in), nil
	}
	f, err := os.Open(c.In)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &counted{File: f, tell: func(n int64) { bar.tell("resolve "+filepath.Base(c.In), n, info.Size()) }}, nil
}

// counted tells how much of a file was read.
type counted struct {
	*os.File
	n    int64
	tell func(n int64)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.File.Read(p)
	c.n += int64(n)
	c.tell(c.n)
	return n, err
}

// save lets f write the output, beside its place first.
func (c *resolveCmd) save(e env, f func(io.Writer) error) (err error) {
	if c.Out == "-" {
		return f(e.out)
	}
	file, err := os.CreateTemp(filepath.Dir(c.Out), filepath.Base(c.Out)+".*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	err = f(file)
	if err := errors.Join(err, file.Chmod(0o644), file.Sync(), file.Close()); err != nil { //nolint:gosec // meant to be handed on
		return err
	}
	return os.Rename(file.Name(), c.Out)
}

// isWorkbook reports whether a name is that of an XLSX.
func isWorkbook(name string) bool { return strings.EqualFold(filepath.Ext(name), ".xlsx") }
