package intake

import (
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"wangge/registry"
)

// openEnds are words for an end that is not known.
var openEnds = map[string]bool{"": true, "至今": true, "长期": true}

// begin reads a day or moment from which something holds; an empty field is the zero time. Days are days in China.
func (p *problems) begin(r record, field string) time.Time {
	t, _ := p.moment(r, field)
	return t
}

// end reads a day with which, or a moment at which, something ends; an empty field is the zero time.
func (p *problems) end(r record, field string) time.Time {
	t, day := p.moment(r, field)
	if day {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

// moment reads a date or time, and reports whether it is a whole day. Workbooks count their days from the end of 1899.
func (p *problems) moment(r record, field string) (t time.Time, day bool) {
	s := strings.TrimSpace(width.Narrow.String(r.text(field)))
	if openEnds[s] {
		return time.Time{}, false
	}
	serial, numeric := serialDay(s)
	switch {
	case numeric && strings.HasSuffix(strings.ToLower(r.file), ".xlsx"):
		return serial, wholeDay(serial)
	case numeric:
		p.add(r, field, textf("%q 不是日期，像表格程序的日期序号", "%q is no date; it looks like the number by which a spreadsheet keeps one", s),
			textf("应为 %s？", "perhaps %s was meant", serial.Format(time.DateOnly)))
		return time.Time{}, false
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), false
	}
	for _, layout := range []string{"2006-1-2", "20060102", "2006-1-2 15:04:05", "2006-1-2 15:04"} {
		if t, err := time.ParseInLocation(layout, dashed(s), registry.China); err == nil {
			return t, wholeDay(t)
		}
	}
	p.add(r, field, textf("%q 不是日期", "%q is not a date", s), text("按 2026-11-24 的格式填写", "write it like 2026-11-24"))
	return time.Time{}, false
}

// dashed writes 2026年1月2日, 2026/1/2 and 2026.1.2 as 2026-1-2.
func dashed(s string) string {
	return strings.NewReplacer("年", "-", "月", "-", "日", "", "号", "", "/", "-", ".", "-").Replace(s)
}

// serialDay reads a workbook's number of a day between 1954 and 2119, with the time of the day as its fraction.
func serialDay(s string) (time.Time, bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v < 20_000 || v >= 80_000 {
		return time.Time{}, false
	}
	days, part := math.Modf(v)
	start := time.Date(1899, 12, 30+int(days), 0, 0, 0, 0, registry.China)
	return start.Add(time.Duration(math.Round(part*24*60*60)) * time.Second), true
}

func wholeDay(t time.Time) bool { return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 }
