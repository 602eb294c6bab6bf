package bulk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"wangge/registry"
)

// reader gives a table's rows as text, valid until the next; io.EOF after the last. A fault concerns its row alone.
type reader interface {
	next() (cells []string, fault, err error)
}

// writer takes a table's rows; the first is the header, and numbers are the columns that hold numbers.
type writer interface {
	begin(header []string, numbers []int) error
	write(cells []string) error
	end() error
}

// convert answers the rows of any table.
func convert(ctx context.Context, in reader, out writer, a *answers) error {
	header, err := firstRow(in)
	if err != nil {
		return err
	}
	c, err := a.columns(header)
	if err != nil {
		return err
	}
	whole := append(header, a.added(header)...)
	numbers := []int{c.lng, c.lat}
	if i := slices.Index(a.source.Columns(), borderM); i >= 0 {
		numbers = append(numbers, len(header)+i)
	}
	if err := out.begin(whole, numbers); err != nil {
		return err
	}
	for {
		cells, fault, err := in.next()
		if errors.Is(err, io.EOF) {
			return out.end()
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if err := out.write(a.evened(cells, fault, len(header), c)); err != nil {
			return err
		}
	}
}

// evened gives a row as wide as the header, and its answer; a blank row stays blank.
func (a *answers) evened(cells []string, fault error, width int, c columns) []string {
	if fault == nil && strings.TrimSpace(strings.Join(cells, "")) == "" {
		return nil
	}
	if spare := cells[min(width, len(cells)):]; strings.TrimSpace(strings.Join(spare, "")) != "" {
		fault = errWide(len(cells), width, strings.Join(spare, ","))
	}
	for len(cells) < width {
		cells = append(cells, "")
	}
	cells = cells[:width:width]
	if fault != nil {
		a.tell(fault)
		return append(cells, a.cells...)
	}
	word := ""
	if c.datum >= 0 {
		word = cells[c.datum]
	}
	a.row([]byte(cells[c.lng]), []byte(cells[c.lat]), []byte(word))
	return append(cells, a.cells...)
}

func errWide(cells, width int, spare string) error {
	return fmt.Errorf("the row has %d cells, the header %d; left out: %s 列数多于表头", cells, width, brief([]byte(spare)))
}

// firstRow gives the first row that is not blank, less the blank cells at its end.
func firstRow(in reader) ([]string, error) {
	for {
		cells, fault, err := in.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil, errEmpty
		case err != nil:
			return nil, err
		case fault != nil:
			return nil, fmt.Errorf("%w: the header cannot be read: %w", registry.ErrInvalid, fault)
		}
		header := make([]string, len(cells))
		for i, cell := range cells {
			header[i] = strings.TrimSpace(cell)
		}
		for len(header) > 0 && header[len(header)-1] == "" {
			header = header[:len(header)-1]
		}
		if len(header) > 0 {
			return header, nil
		}
	}
}

var errEmpty = fmt.Errorf("%w: the table is empty 表为空", registry.ErrInvalid)
