package bulk_test

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"wangge/geo"
	"wangge/geo/coverage"
	"wangge/geo/datum"
	"wangge/registry/bulk"
)

// square is a cell of 0.01 degrees.
func square(code string, west float64) coverage.Cell {
	w, s := int32(west*geo.Unit+0.5), int32(354000000)
	e, n := w+100000, s+100000
	return coverage.Cell{Code: code, Shape: geo.MultiPolygon{{{{X: w, Y: s}, {X: e, Y: s}, {X: e, Y: n}, {X: w, Y: n}}}}}
}

// 116.90   116.91   116.92
// +--------+--------+
// |   a    |   b    |  35.40 to 35.41
// +--------+--------+
func cells() *bulk.Cells {
	return bulk.NewCells([]coverage.Cell{square("a", 116.90), square("b", 116.91)})
}

// answered is what becomes of a table; unless it says so itself its datum is CGCS2000.
func answered(t *testing.T, table string) (string, bulk.Tally) {
	t.Helper()
	var out bytes.Buffer
	tally, err := bulk.CSV(t.Context(), strings.NewReader(table), &out, nil, cells(), bulk.Options{Datum: datum.CGCS2000})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), tally
}

// What a row held is passed on byte for byte; the answer follows it.
func TestRowsStayAsTheyAre(t *testing.T) {
	t.Parallel()
	gbk := func(s string) string {
		out, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, tt := range []struct{ name, table, want string }{
		{"plain", "id,lng,lat\n1,116.905,35.405\n2,116.915,35.405\n", "id,lng,lat,code,error\n1,116.905,35.405,a,\n2,116.915,35.405,b,\n"},
		{"in no cell", "lng,lat\n117,35.405\n", "lng,lat,code,error\n117,35.405,,\n"},
		{"line ends and a byte order mark", "\ufefflng,lat\r\n116.905,35.405\r\n", "\ufefflng,lat,code,error\r\n116.905,35.405,a,\r\n"},
		{"no end of the last line", "lng,lat\n116.905,35.405", "lng,lat,code,error\n116.905,35.405,a,"},
		{"quotes, separators and line ends within them", "lng,lat,say\n \"116.905\",\"35.405\",\"a \"\"b\"\",\nc\"\n", "lng,lat,say,code,error\n \"116.905\",\"35.405\",\"a \"\"b\"\",\nc\",,\"lng: \"\"116.905\"\" is no finite decimal number 不是有限的十进制数\"\n"},
		{"quoted numbers", "\"lng\",\"lat\"\n\"116.905\",\"35.405\"\n", "\"lng\",\"lat\",code,error\n\"116.905\",\"35.405\",a,\n"},
		{"an inch within a cell", "lng,lat,size\n116.905,35.405,5\" pipe\n116.915,35.405,\n", "lng,lat,size,code,error\n116.905,35.405,5\" pipe,a,\n116.915,35.405,,b,\n"},
		{"blank lines", "\nlng,lat\n\n116.905,35.405\n\n", "lng,lat,code,error\n\n116.905,35.405,a,\n\n"},
		{"short rows, and blank cells beyond the header", "lng,lat,note\n116.905,35.405\n116.915,35.405,x,,\n", "lng,lat,note,code,error\n116.905,35.405,,a,\n116.915,35.405,x,b,\n"},
		{"semicolons", "lng;lat\n116.905;35.405\n", "lng;lat;code;error\n116.905;35.405;a;\n"},
		{"tabs", "lng\tlat\n116.905\t35.405\n", "lng\tlat\tcode\terror\n116.905\t35.405\ta\t\n"},
		{"a column code that is there already", "lng,lat,code\n116.905,35.405,x\n", "lng,lat,code,code_2,error\n116.905,35.405,x,a,\n"},
		{"GBK", gbk("备注,经度,纬度\n诉求,116.905,35.405\n诉求,NaN,35.405\n"), gbk("备注,经度,纬度,code,error\n诉求,116.905,35.405,a,\n诉求,NaN,35.405,,lng: NaN is no finite decimal number 不是有限的十进制数\n")},
		{"a datum in each row", "lng,lat,坐标系\n116.905,35.405,WGS-84\n116.91083,35.40468,GCJ-02\n116.915,35.405,\n", "lng,lat,坐标系,code,error\n116.905,35.405,WGS-84,a,\n116.91083,35.40468,GCJ-02,a,\n116.915,35.405,,b,\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, _ := answered(t, tt.table)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A row that cannot be answered says why, and the rows after it are answered.
func TestARowSaysWhyItHasNoAnswer(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, row, want string }{
		{"not a number", "NaN,35.405,", "no finite decimal number"},
		{"infinite", "Inf,35.405,", "no finite decimal number"},
		{"hexadecimal", "0x1p5,35.405,", "no finite decimal number"},
		{"empty", ",35.405,", "lng: is missing"},
		{"too short", "116.905", "lat: is missing"},
		{"swapped", "35.405,116.905,", "经纬度写反了"},
		{"metres", "500000,3918000,", "metres of a projection"},
		{"beyond the earth", "190,35.405,", "between -180 and 180"},
		{"an unknown datum", "116.905,35.405,mars", "datum: mars"},
		{"more cells than the header", "116.905,35.405,,5", "4 cells, the header 3; left out: 5"},
		{"ten megabytes", `"` + strings.Repeat("x", 10<<20) + `",35.405,`, "longer than 1 MiB"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out, tally := answered(t, "lng,lat,datum\n"+tt.row+"\n116.905,35.405,\n")
			lines := strings.Split(out, "\n")
			if len(lines) != 4 || !strings.Contains(lines[1], tt.want) || lines[2] != "116.905,35.405,,a," {
				t.Errorf("got %.500q, want a second line with %q", out, tt.want)
			}
			if tally.Rows != 2 || tally.Owned != 1 || tally.Wrong != 1 {
				t.Errorf("got %v", tally)
			}
		})
	}
	out, _ := answered(t, "lng,lat\n116.905,35.405\n\"116.905,35.405\n116.905,35.405\n")
	if lines := strings.Split(out, "\n"); len(lines) != 4 || lines[1] != "116.905,35.405,a," || !strings.Contains(lines[2], "never closed") {
		t.Errorf("a quote that is not closed: %q", out)
	}
}

// The table's make must be clear from its header, else nothing is answered.
func TestHeadersThatSayTooLittle(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, table string
		o           bulk.Options
		want        string
	}{
		{"no datum", "lng,lat\n", bulk.Options{}, "--datum"},
		{"no longitude", "x,lat\n", bulk.Options{Datum: datum.WGS84}, "there are: x, lat"},
		{"no latitude", "lng,y\n", bulk.Options{Datum: datum.WGS84}, "--lat-column (lat= over HTTP)"},
		{"two longitudes", "经度,lon,lat\n", bulk.Options{Datum: datum.WGS84}, `"经度" and "lon" both fit`},
		{"one name twice", "lng,lng,lat\n", bulk.Options{Datum: datum.WGS84}, "both fit"},
		{"a name that is not there", "lng,lat\n", bulk.Options{Datum: datum.WGS84, Lng: "gps_x"}, `no column "gps_x"`},
		{"one column for both", "lng,lat\n", bulk.Options{Datum: datum.WGS84, Lng: "lat", Lat: "lat"}, "same column"},
		{"nothing", "\n\n", bulk.Options{Datum: datum.WGS84}, "empty"},
		{"UTF-16", "\xff\xfel\x00", bulk.Options{Datum: datum.WGS84}, "UTF-16"},
		{"no text", "lng,lat\x00\n", bulk.Options{Datum: datum.WGS84}, "no text table"},
		{"an encoding of elsewhere", "lng,lat\n", bulk.Options{Datum: datum.WGS84, Encoding: "latin1"}, "utf-8, gbk or gb18030"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			_, err := bulk.CSV(t.Context(), strings.NewReader(tt.table), &out, nil, cells(), tt.o)
			if err == nil || !strings.Contains(err.Error(), tt.want) || out.Len() > 0 {
				t.Errorf("got %v and %q, want words with %q", err, out.String(), tt.want)
			}
		})
	}
}

func TestColumnsAreFoundByTheNamesThatTablesUse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		header, row string
		o           bulk.Options
	}{
		{"lng,lat", "116.905,35.405", bulk.Options{}},
		{"Lat, LNG", "35.405,116.905", bulk.Options{}},
		{"经度,纬度", "116.905,35.405", bulk.Options{}},
		{"longitude,latitude", "116.905,35.405", bulk.Options{}},
		{"lng,lat,经度,纬度", "116.905,35.405,0,0", bulk.Options{}}, // our own names go first
		{"gps x,gps y,lng,lat", "116.905,35.405,0,0", bulk.Options{Lng: "gps x", Lat: "gps y"}},
	} {
		o := tt.o
		o.Datum = datum.CGCS2000
		var out bytes.Buffer
		tally, err := bulk.CSV(t.Context(), strings.NewReader(tt.header+"\n"+tt.row+"\n"), &out, nil, cells(), o)
		if err != nil || !strings.Contains(out.String(), ",a,") || tally.Owned != 1 {
			t.Errorf("%s: %v, %q", tt.header, err, out.String())
		}
	}
}

// endless is a table of n bytes, all of it one row.
type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.n)
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.n -= n
	return n, nil
}

// A gigabyte without a line's end costs no more than a row may be long.
func TestMemoryIsConstant(t *testing.T) { // alone: it counts what the whole process allocates
	in := io.MultiReader(strings.NewReader("lng,lat\n"), &endless{1 << 30}, strings.NewReader("\n116.905,35.405\n"))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var out bytes.Buffer
	tally, err := bulk.CSV(t.Context(), in, &out, nil, cells(), bulk.Options{Datum: datum.CGCS2000})
	runtime.ReadMemStats(&after)
	if err != nil || tally.Owned != 1 || tally.Wrong != 1 {
		t.Errorf("got %v, %v", tally, err)
	}
	if spent := after.TotalAlloc - before.TotalAlloc; spent > 8<<20 {
		t.Errorf("%d bytes were allocated", spent)
	}
}

// A table is read as it is meant, wherever the reads end.
func FuzzCSV(f *testing.F) {
	f.Add("lng,lat\n116.905,35.405\n", uint8(1))
	f.Add("lng;lat;\"a;\n\"\"\"\r\n116.905;\"35.405\";\"\r\n\"", uint8(3))
	f.Add("lng,lat\n\"\"\"\n", uint8(2))
	f.Fuzz(func(t *testing.T, table string, step uint8) {
		if strings.ContainsRune(table, 0) {
			t.Skip("no text is told from what has come of it when its header is whole")
		}
		var whole, parts bytes.Buffer
		o := bulk.Options{Datum: datum.CGCS2000, Encoding: "utf-8"}
		a, err := bulk.CSV(t.Context(), strings.NewReader(table), &whole, nil, cells(), o)
		b, err2 := bulk.CSV(t.Context(), steps{strings.NewReader(table), int(step) + 1}, &parts, nil, cells(), o)
		if (err == nil) != (err2 == nil) || err == nil && (a.Rows != b.Rows || whole.String() != parts.String()) {
			t.Errorf("%v, %v: %q, in steps %v, %v: %q", a, err, whole.String(), b, err2, parts.String())
		}
	})
}

// steps gives a few bytes at a time.
type steps struct {
	io.Reader
	n int
}

func (s steps) Read(p []byte) (int, error) { return s.Reader.Read(p[:min(len(p), s.n)]) }
