package merger

import (
	"encoding/csv"
	"io"
	"strconv"

	"wangge/registry"
)

// csvHeader is what programs that read the crosswalk look for.
var csvHeader = []string{"network", "legacyCode", "code", "areaM2", "shareOfLegacy", "shareOfGrid", "peopleShareOfLegacy", "class"}

// WriteCSV writes the crosswalk as UTF-8: m² to a thousandth, shares to twelve digits, so that those of a grid add up to 1 within 1e-6
// however many there are. A text that a spreadsheet program would take for a formula has an apostrophe before it.
func WriteCSV(out io.Writer, rows []Row) error {
	w := csv.NewWriter(out)
	if err := w.Write(csvHeader); err != nil {
		return err
	}
	share := func(v float64) string { return strconv.FormatFloat(v, 'f', 12, 64) }
	for _, r := range rows {
		err := w.Write([]string{
			registry.CellText(r.Network), registry.CellText(r.LegacyCode), r.Code, strconv.FormatFloat(r.AreaM2, 'f', 3, 64),
			share(r.OfLegacy), share(r.OfGrid), share(r.PeopleOfLegacy), string(r.Class),
		})
		if err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
