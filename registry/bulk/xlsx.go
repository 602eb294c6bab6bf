package bulk

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"wangge/registry"
)

// Limits of an XLSX unpacked: more than maxPart of a part is kept on the disk, more than maxUnpacked is refused.
const (
	maxUnpacked = 2 << 30
	maxPart     = 16 << 20
)

// workbook reads the first sheet of an XLSX as a stream. Numbers come as they are stored; what is shown as anything else than a number,
// such as a date, comes as it is shown.
type workbook struct {
	file          *excelize.File
	stored, shown *excelize.Rows
}

func openWorkbook(path string) (*workbook, error) {
	f, err := excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxPart, ShortDatePattern: "yyyy-mm-dd"})
	if err != nil {
		return nil, fmt.Errorf("%w: it is no XLSX workbook, or it is cut off: %w 无法读取工作簿", registry.ErrInvalid, err)
	}
	w := &workbook{file: f}
	sheet := f.GetSheetName(0)
	if w.stored, err = f.Rows(sheet); err == nil {
		w.shown, err = f.Rows(sheet)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: the first sheet cannot be read: %w", registry.ErrInvalid, err), w.Close())
	}
	return w, nil
}

// Close gives up the files that stand for large parts.
func (w *workbook) Close() error {
	var errs []error
	for _, rows := range []*excelize.Rows{w.stored, w.shown} {
		if rows != nil {
			errs = append(errs, rows.Close())
		}
	}
	return errors.Join(append(errs, w.file.Close())...)
}

func (w *workbook) next() (cells []string, fault, err error) {
	if !w.stored.Next() || !w.shown.Next() {
		if err := errors.Join(w.stored.Error(), w.shown.Error()); err != nil {
			return nil, nil, fmt.Errorf("%w: %w", registry.ErrInvalid, err)
		}
		return nil, nil, io.EOF
	}
	cells, err = w.stored.Columns(excelize.Options{RawCellValue: true})
	shown, otherErr := w.shown.Columns()
	if err := errors.Join(err, otherErr); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", registry.ErrInvalid, err)
	}
	for i := range min(len(cells), len(shown)) {
		if cells[i] != shown[i] && !isNumber(shown[i]) {
			cells[i] = shown[i]
		}
	}
	return cells, nil, nil
}

// isNumber takes what spreadsheets show of numbers, such as 12,345.60.
func isNumber(s string) bool {
	_, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return err == nil
}

// newWorkbook is an XLSX being written to out.
type newWorkbook struct {
	out     io.Writer
	file    *excelize.File
	stream  *excelize.StreamWriter
	row     int
	numbers []int
	values  []any
}

const sheet = "Sheet1" // that of a new workbook

func writeWorkbook(out io.Writer) (*newWorkbook, error) {
	f := excelize.NewFile()
	stream, err := f.NewStreamWriter(sheet)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &newWorkbook{out: out, file: f, stream: stream}, nil
}

func (w *newWorkbook) begin(header []string, numbers []int) error {
	err := w.write(header)
	w.numbers = numbers
	return err
}

// write keeps text as text, so that a code or phone number stays what it is.
func (w *newWorkbook) write(cells []string) error {
	if w.row++; w.row > excelize.TotalRows {
		return fmt.Errorf("%w: a sheet holds %d rows at most: write a .csv instead 行数超过工作表上限，请输出 CSV", registry.ErrInvalid, excelize.TotalRows)
	}
	w.values = w.values[:0]
	for _, cell := range cells {
		w.values = append(w.values, cell)
	}
	for _, i := range w.numbers {
		if i < len(cells) {
			if v, err := degrees("", []byte(cells[i])); err == nil {
				w.values[i] = v
			}
		}
	}
	return w.stream.SetRow("A"+strconv.Itoa(w.row), w.values)
}

func (w *newWorkbook) end() error {
	if err := w.stream.Flush(); err != nil {
		return err
	}
	return w.file.Write(w.out)
}

// Close gives up the file that holds the rows until then.
func (w *newWorkbook) Close() error { return w.file.Close() }
