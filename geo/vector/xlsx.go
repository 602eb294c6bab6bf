package vector

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// xlsxRows reads the first sheet. Numbers come as they are stored, whatever their format, those of more digits than a spreadsheet
// keeps in scientific notation; a merged cell has its value in every row and column that it spans. A formula counts for the value
// that the workbook keeps of it.
func xlsxRows(b []byte) ([]numbered, error) {
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{UnzipSizeLimit: maxTableBytes, UnzipXMLSizeLimit: 64 << 20, RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%w: it is no XLSX workbook, or it is cut off: %w", ErrUnreadable, err)
	}
	defer f.Close() //nolint:errcheck // only read from
	sheets := f.GetSheetList()
	if len(sheets) == 0 {
		return nil, fmt.Errorf("%w: the workbook has no sheet", ErrUnreadable)
	}
	all, err := f.GetRows(sheets[0], excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	s := sheet{file: f, name: sheets[0], rows: all}
	if err := s.computed(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if err := s.rounded(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if err := s.spread(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return s.numbered(), nil
}

type sheet struct {
	file *excelize.File
	name string
	rows [][]string
}

// computed refuses formulas whose value the workbook does not keep, and those that ended in an error.
func (s sheet) computed() error {
	width := 0
	for _, row := range s.rows {
		width = max(width, len(row))
	}
	for i, row := range s.rows {
		for j := range width { // blank cells at a row's end may be formulas too
			v := ""
			if j < len(row) {
				v = row[j]
			}
			if v != "" && v[0] != '#' {
				continue
			}
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			formula, err := s.file.GetCellFormula(s.name, at)
			switch {
			case err != nil:
				return err
			case formula != "" && v == "":
				return fmt.Errorf("cell %s holds a formula without its value: open the workbook in a spreadsheet program and save it 单元格 %s 的公式没有结果", at, at)
			case strings.HasSuffix(v, "!") || strings.HasSuffix(v, "?") || v == "#N/A":
				return fmt.Errorf("cell %s holds the error %s 单元格 %s 的值是错误 %s", at, v, at, v)
			}
		}
	}
	return nil
}

// keptDigits is how many digits of a number a spreadsheet program keeps; what follows them it makes zeros.
const keptDigits = 15

// rounded writes whole numbers that may have lost their last digits as such, so that nobody takes them for codes.
func (s sheet) rounded() error {
	for i, row := range s.rows {
		for j, v := range row {
			if len(v) <= keptDigits || strings.Trim(v, "0123456789") != "" {
				continue
			}
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			kind, err := s.file.GetCellType(s.name, at)
			if err != nil {
				return err
			}
			if kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber {
				row[j] = fmt.Sprintf("%s.%sE+%d", v[:1], v[1:keptDigits], len(v)-1)
			}
		}
	}
	return nil
}

// spread writes the value of each merged cell into all the cells that it stands for.
func (s sheet) spread() error {
	merged, err := s.file.GetMergeCells(s.name)
	if err != nil {
		return err
	}
	for _, m := range merged {
		left, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			return err
		}
		right, bottom, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			return err
		}
		for i := top - 1; i < min(bottom, len(s.rows)); i++ {
			for len(s.rows[i]) < min(right, maxTableColumns) {
				s.rows[i] = append(s.rows[i], "")
			}
			for j := left - 1; j < min(right, maxTableColumns); j++ {
				s.rows[i][j] = m.GetCellValue()
			}
		}
	}
	return nil
}

// numbered gives the rows from the first that is not blank on.
func (s sheet) numbered() []numbered {
	var out []numbered
	for i, cells := range s.rows {
		if len(out) > 0 || strings.TrimSpace(strings.Join(cells, "")) != "" {
			out = append(out, numbered{row: i + 1, cells: cells})
		}
	}
	return out
}
