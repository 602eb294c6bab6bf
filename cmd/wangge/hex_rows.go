package main

import (
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// hexRow is what one grid has of one H3 cell.
type hexRow struct {
	H3        string  `parquet:"h3"`
	Index     uint64  `parquet:"h3Index"`
	Code      string  `parquet:"code,dict"`
	Name      string  `parquet:"name,dict"`
	AreaShare float64 `parquet:"areaShare"`
	Revision  int32   `parquet:"revision,optional"` // 0: none
}

// hexRows takes rows until end, which writes what is left; the writer below is not closed.
type hexRows interface {
	write(hexRow) error
	end() error
}

type hexCSV struct {
	w   *csv.Writer
	row [5]string
	err error // of the heading
}

func newHexCSV(w io.Writer) *hexCSV {
	c := &hexCSV{w: csv.NewWriter(w)}
	c.err = c.w.Write([]string{"h3", "code", "name", "areaShare", "revision"})
	return c
}

func (c *hexCSV) write(r hexRow) error {
	c.row = [5]string{r.H3, r.Code, r.Name, strconv.FormatFloat(r.AreaShare, 'f', -1, 64)}
	if r.Revision > 0 {
		c.row[4] = strconv.Itoa(int(r.Revision))
	}
	return c.w.Write(c.row[:])
}

func (c *hexCSV) end() error {
	c.w.Flush()
	if c.err != nil {
		return c.err
	}
	return c.w.Error()
}

type hexParquet struct {
	w    *parquet.GenericWriter[hexRow]
	rows []hexRow
}

// hexRowGroup is how many rows stand together: engines read groups in parallel, and leave out those whose cells they do not want.
const hexRowGroup = 1 << 18

func newHexParquet(w io.Writer, about map[string]string) *hexParquet {
	options := []parquet.WriterOption{parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(hexRowGroup), parquet.CreatedBy("wangge", version, "h3")}
	for _, key := range slices.Sorted(maps.Keys(about)) {
		options = append(options, parquet.KeyValueMetadata(key, about[key]))
	}
	return &hexParquet{w: parquet.NewGenericWriter[hexRow](w, options...)}
}

func (p *hexParquet) write(r hexRow) error {
	if p.rows = append(p.rows, r); len(p.rows) < 1024 {
		return nil
	}
	return p.flush()
}

func (p *hexParquet) flush() error {
	_, err := p.w.Write(p.rows)
	p.rows = p.rows[:0]
	return err
}

func (p *hexParquet) end() error {
	if err := p.flush(); err != nil {
		return err
	}
	return p.w.Close()
}
