package plate

import (
	"archive/zip"
	"bytes"
	"context"
	_ "embed"
	"encoding/csv"
	"fmt"
	"html/template"
	"io"
	"slices"
	"time"

	"wangge/registry"
)

// Sheet is what a division's plates are printed from.
type Sheet struct {
	Title  string    // the division's name
	Number int       // revision that the plates are of
	Time   time.Time // of that revision, and of every file in the zip; its day is printed
	Level  Level
	PNG    bool // beside each SVG; it has no caption
	Plates []Plate
}

// Zip writes the sheet: index.csv, index.html to print, and the plates. It tells after each plate how many are written.
func (s Sheet) Zip(ctx context.Context, w io.Writer, tell func(done int)) error {
	z := zip.NewWriter(w)
	if err := s.add(z, "index.csv", zip.Deflate, s.csv()); err != nil {
		return err
	}
	page, err := s.html()
	if err != nil {
		return err
	}
	if err := s.add(z, "index.html", zip.Deflate, page); err != nil {
		return err
	}
	for i, p := range s.Plates {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.plate(z, p); err != nil {
			return fmt.Errorf("plate of %s: %w", p.Code, err)
		}
		tell(i + 1)
	}
	return z.Close()
}

func (s Sheet) plate(z *zip.Writer, p Plate) error {
	symbol, err := Encode(p.Link, s.Level)
	if err != nil {
		return err
	}
	if err := s.add(z, p.File(), zip.Deflate, symbol.SVG(p, true)); err != nil || !s.PNG {
		return err
	}
	image, err := symbol.PNG(DefaultSize)
	if err != nil {
		return err
	}
	return s.add(z, "png/"+p.Code+".png", zip.Store, image)
}

// add writes one file with the time of the revision, so that the same map gives the same zip.
func (s Sheet) add(z *zip.Writer, name string, method uint16, content []byte) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: s.Time.UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// File is the plate's name in the zip.
func (p Plate) File() string { return "svg/" + p.Code + ".svg" }

// csv lists the plates for a table calculation, which wants to be told of UTF-8.
func (s Sheet) csv() []byte {
	out := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(out)
	rows := [][]string{{"code", "spoken", "name", "town", "community", "file", "link"}}
	for _, p := range s.Plates {
		rows = append(rows, []string{p.Code, p.Spoken, registry.CellText(p.Name), registry.CellText(p.Town), registry.CellText(p.Community), p.File(), p.Link})
	}
	_ = w.WriteAll(rows) // a Buffer does not fail
	return out.Bytes()
}

// perPage is three plates across and four down on A4.
const perPage = 12

//go:embed sheet.gohtml
var sheetText string

var sheetTemplate = template.Must(template.New("sheet").Parse(sheetText))

func (s Sheet) html() ([]byte, error) {
	type page struct {
		Number int
		Plates []Plate
	}
	var pages []page
	for plates := range slices.Chunk(s.Plates, perPage) {
		pages = append(pages, page{len(pages) + 1, plates})
	}
	var out bytes.Buffer
	err := sheetTemplate.Execute(&out, map[string]any{"Sheet": s, "Pages": pages})
	return out.Bytes(), err
}
