package merger

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb/geojson"
	"github.com/xuri/excelize/v2"

	"wangge/geo"
)

// merged is a merger of two networks by hand, in two parts:
//
//	+---+---+---+---+
//	| 0 | 1 | 2 | 3 |   grid 1 has the faces 0 and 1, grid 2 has 2; 3 lies outside
//	+---+---+---+---+
//	police:  a has 0 to 2, and 3        urban: b has 1, c has 1 and 2, d has no shape
func merged() (*Proposal, Parts) {
	face := func(i int, grid int, owners ...[]string) Face {
		shape := square("", int32(i), 0).Shape
		return Face{Shape: shape[0], Community: "370883001004", AreaM2: shape.AreaM2(), Grid: grid, Owners: owners, People: 100}
	}
	a, b, c := []string{"a"}, []string{"b", "c"}, []string{"c"}
	parts := [][]Face{{face(0, 0, a, nil), face(1, 0, a, b), face(2, 1, a, c)}, {face(3, -1, a, nil)}}
	parts[1][0].Community = ""
	in := Input{Networks: []Network{{"police", []Grid{{Code: "a"}}}, {"urban", []Grid{{Code: "b"}, {Code: "c"}, {Code: "=d"}}}}}
	sums := newTally(in)
	for _, faces := range parts {
		sums.add(faces)
	}
	p := &Proposal{
		Grids: []Proposed{
			{Community: "370883001004", Name: "一", Shape: square("", 0, 0).Shape, People: 660},
			{Community: "370883001004", Shape: slices.Concat(square("", 2, 0).Shape, square("", 9, 0).Shape), People: 540},
		},
		Crosswalk: sums.rows(),
	}
	p.Report.Networks = sums.count(p.Crosswalk, p.Grids, nil)
	return p, func(yield func([]Face, error) bool) {
		for _, faces := range parts {
			if !yield(faces, nil) {
				return
			}
		}
	}
}

func TestCSV(t *testing.T) {
	t.Parallel()
	p, _ := merged()
	if err := p.Number(nil); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteCSV(&out, p.Crosswalk); err != nil {
		t.Fatal(err)
	}
	half := "0.500000000000"
	area := fmt.Sprintf("%.3f", square("", 0, 0).Shape.AreaM2())
	twice := fmt.Sprintf("%.3f", 2*square("", 0, 0).Shape.AreaM2())
	want := strings.Join([]string{
		"network,legacyCode,code,areaM2,shareOfLegacy,shareOfGrid,peopleShareOfLegacy,class",
		"police,a,1," + twice + "," + half + ",1.000000000000," + half + ",contains",
		"police,a,," + area + ",0.250000000000,0.000000000000,0.250000000000,orphan",
		"police,a,2," + area + ",0.250000000000,1.000000000000,0.250000000000,contains",
		"urban,'=d,,0.000,1.000000000000,0.000000000000,1.000000000000,orphan",
		"urban,b,1," + area + ",1.000000000000," + half + ",1.000000000000,conflict",
		"urban,c,1," + area + "," + half + "," + half + "," + half + ",conflict",
		"urban,c,2," + area + "," + half + ",1.000000000000," + half + ",contains",
		"urban,,1," + area + ",0.000000000000," + half + ",0.000000000000,uncovered",
	}, "\n") + "\n"
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// However small the shares are, those that a reader sums up are 1.
func TestPrintedSharesAddUp(t *testing.T) {
	t.Parallel()
	sums := newTally(Input{Networks: []Network{{"police", []Grid{{Code: "a"}}}}})
	for i := range 10000 {
		sums.add(facesOf(t, fmt.Sprintf("a %d %v", i, 1/float64(i+1))))
	}
	var out bytes.Buffer
	if err := WriteCSV(&out, sums.rows()); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	total := 0.0
	for _, r := range records[1:] {
		v, err := strconv.ParseFloat(r[4], 64)
		if err != nil {
			t.Fatal(err)
		}
		total += v
	}
	if len(records) != 10001 || math.Abs(total-1) > 1e-6 {
		t.Errorf("%d records, shares add up to %v", len(records), total)
	}
}

func TestXLSX(t *testing.T) {
	t.Parallel()
	p, _ := merged()
	if err := p.Number(nil); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteXLSX(&out, p.Crosswalk, p.Report.Networks); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("对照 crosswalk")
	if err != nil || len(rows) != 9 || strings.Join(rows[0][:4], ";") != "网 network;旧编码 legacyCode;统一编码 code;面积 areaM2" {
		t.Fatalf("%v %v", rows, err)
	}
	if got := strings.Join(slices.Concat(rows[4][:3], rows[4][11:]), ";"); got != "urban;=d;;orphan;无归属" {
		t.Errorf("%s", got)
	}
	if formula, err := f.GetCellFormula("对照 crosswalk", "B5"); formula != "" || err != nil {
		t.Errorf("a code became the formula %q, %v", formula, err)
	}
	counts, err := f.GetRows("统计 counts")
	if err != nil || len(counts) != 3 {
		t.Fatalf("%v %v", counts, err)
	}
	if got := strings.Join(slices.Concat(counts[2][:3], counts[2][5:]), ";"); got != "urban;全部 all;3;0;0;1;0;2;1;1;0" {
		t.Errorf("%s", got)
	}
}

func collectionOf(t *testing.T, write func(*bytes.Buffer) error) *geojson.FeatureCollection {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(out.Bytes())
	if err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	return fc
}

// Each row has its ground, whole; what lies in no unified grid comes part by part.
func TestCrosswalkGeoJSON(t *testing.T) {
	t.Parallel()
	p, parts := merged()
	fc := collectionOf(t, func(out *bytes.Buffer) error { return p.WriteCrosswalk(out, parts) })
	got := map[string]float64{}
	for _, f := range fc.Features {
		key := fmt.Sprintf("%v %v %v %v", f.Properties["network"], f.Properties["legacyCode"], f.Properties["number"], f.Properties["class"])
		if f.Geometry == nil {
			got[key] = 0
			continue
		}
		m, err := geo.FromOrb(f.Geometry)
		if err != nil || len(m) != 1 {
			t.Fatal(m, err)
		}
		got[key] = m.AreaM2() - f.Properties["areaM2"].(float64)
	}
	if len(got) != len(p.Crosswalk) || len(fc.Features) != len(got) {
		t.Errorf("%v", got)
	}
	for key, off := range got {
		if math.Abs(off) > 1e-6 {
			t.Errorf("%s: its ground is %v m² off its area", key, off)
		}
	}
}

func TestFacesAndGridsGeoJSON(t *testing.T) {
	t.Parallel()
	p, parts := merged()
	if err := p.Number(county(square("", 0, 0))); err != nil {
		t.Fatal(err)
	}
	faces := collectionOf(t, func(out *bytes.Buffer) error { return p.WriteFaces(out, parts) })
	if got := fmt.Sprintln(faces.Features[1].Properties["owners"], faces.Features[0].Properties["owners"], faces.Features[1].Properties["code"], faces.Features[3].Properties); len(faces.Features) != 4 ||
		!strings.HasPrefix(got, "map[police:[a] urban:[b c]] map[police:[a] urban:[]] 370883001004001 map[") || strings.Contains(got, "number") {
		t.Errorf("%s", got)
	}
	grids := collectionOf(t, func(out *bytes.Buffer) error { return p.WriteGrids(out, 600) })
	first, second := grids.Features[0], grids.Features[1]
	if len(grids.Features) != 2 || first.Geometry.GeoJSONType() != "Polygon" || second.Geometry.GeoJSONType() != "MultiPolygon" ||
		math.Abs(first.Properties["deviation"].(float64)-0.1) > 1e-12 || second.Properties["code"] != "370883001004002" {
		t.Errorf("%v %v", first, second)
	}
}

// A source of faces that fails fails what is written of it.
func TestFacesThatFail(t *testing.T) {
	t.Parallel()
	p, _ := merged()
	broken := errors.New("broken")
	fails := func(yield func([]Face, error) bool) { yield(nil, broken) }
	var out bytes.Buffer
	if err := p.WriteFaces(&out, fails); !errors.Is(err, broken) {
		t.Error(err)
	}
	if err := p.WriteCrosswalk(&out, fails); !errors.Is(err, broken) {
		t.Error(err)
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()
	p, _ := merged()
	divisions := county(square("", 0, 0))
	if err := p.Number(divisions); err != nil {
		t.Fatal(err)
	}
	if got := p.Grids[0].Code + " " + p.Grids[1].Code + " " + p.Crosswalk[0].Code + " " + p.Crosswalk[1].Code; got != "370883001004001 370883001004002 370883001004001 " {
		t.Errorf("%s", got)
	}
	p.Grids[1].Community = "370883001005" // no division
	if err := p.Number(divisions); err != nil || p.Grids[1].Code != "2" {
		t.Errorf("%s, %v", p.Grids[1].Code, err)
	}
	for range 1000 {
		p.Grids = append(p.Grids, p.Grids[0])
	}
	if err := p.Number(divisions); err == nil || !strings.Contains(err.Error(), "370883001004") {
		t.Errorf("a thousand grids in a community: %v", err)
	}
}
