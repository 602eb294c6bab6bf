package merger

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

var (
	rowHeads = []any{
		"网 network", "旧编码 legacyCode", "统一编码 code", "面积 areaM2", "占旧网格 shareOfLegacy", "占统一网格 shareOfGrid", "人口 people",
		"人口占旧网格 peopleShareOfLegacy", "人口占统一网格 peopleShareOfGrid", "户数占旧网格 householdsShareOfLegacy", "户数占统一网格 householdsShareOfGrid",
		"关系 class", "关系", "噪声 noise",
	}
	classes = []struct {
		class Class
		zh    string
	}{{Same, "一致"}, {Contained, "包含于"}, {Contains, "包含"}, {Split, "拆分"}, {Conflict, "冲突"}, {Orphan, "无归属"}, {Uncovered, "未覆盖"}}
)

// WriteXLSX writes the crosswalk as a workbook: a sheet of its rows, and further ones where a sheet is full, and a sheet of the counts by
// network and town. Codes are text.
func WriteXLSX(out io.Writer, rows []Row, counts []NetworkReport) error {
	f := excelize.NewFile()
	err := errors.Join(writeRowSheets(f, rows), writeCountSheet(f, counts))
	if err == nil {
		err = f.Write(out)
	}
	return errors.Join(err, f.Close())
}

func writeRowSheets(f *excelize.File, rows []Row) error {
	const name = "对照 crosswalk"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if len(rows) == 0 {
		return writeSheet(f, name, rowHeads, nil)
	}
	sheet := 0
	for part := range slices.Chunk(rows, excelize.TotalRows-1) {
		title := name
		if sheet++; sheet > 1 {
			title = fmt.Sprintf("%s %d", name, sheet)
		}
		if err := writeSheet(f, title, rowHeads, func(add func(...any) error) error { return addRows(add, part) }); err != nil {
			return err
		}
	}
	return nil
}

func addRows(add func(...any) error, rows []Row) error {
	for _, r := range rows {
		isNoise := ""
		if r.Noise {
			isNoise = "是 yes"
		}
		err := add(r.Network, r.LegacyCode, r.Code, r.AreaM2, r.OfLegacy, r.OfGrid, r.People, r.PeopleOfLegacy, r.PeopleOfGrid,
			r.HouseholdsOfLegacy, r.HouseholdsOfGrid, string(r.Class), inChinese(r.Class), isNoise)
		if err != nil {
			return err
		}
	}
	return nil
}

func inChinese(c Class) string {
	for _, known := range classes {
		if known.class == c {
			return known.zh
		}
	}
	return ""
}

func writeCountSheet(f *excelize.File, counts []NetworkReport) error {
	heads := []any{"网 network", "镇街 town", "网格数 grids", "面积 areaM2", "覆盖 covers"}
	for _, c := range classes {
		heads = append(heads, c.zh+" "+string(c.class))
	}
	heads = append(heads, "噪声 noise")
	return writeSheet(f, "统计 counts", heads, func(add func(...any) error) error {
		for _, n := range counts {
			all := append([]any{n.Name, "全部 all", n.Grids, n.AreaM2, n.Covers}, numbers(n.Classes)...)
			if err := add(append(all, n.Noise)...); err != nil {
				return err
			}
			for _, town := range slices.Sorted(maps.Keys(n.Towns)) {
				at := town
				if town == "" {
					at = "不属统一网格 in no unified grid"
				}
				if err := add(append([]any{n.Name, at, nil, nil, nil}, numbers(n.Towns[town])...)...); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func numbers(counts map[Class]int) (out []any) {
	for _, c := range classes {
		out = append(out, counts[c.class])
	}
	return out
}

// writeSheet writes a sheet with its heads, which stay in sight, row by row as fill adds them; a nil fill adds none.
func writeSheet(f *excelize.File, name string, heads []any, fill func(add func(...any) error) error) error {
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	row := 0
	add := func(cells ...any) error {
		row++
		return w.SetRow(fmt.Sprintf("A%d", row), cells)
	}
	err = errors.Join(
		w.SetColWidth(1, len(heads), 18),
		w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}),
		add(heads...))
	if err == nil && fill != nil {
		err = fill(add)
	}
	return errors.Join(err, w.Flush())
}
