package merger

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/geo/geotest"
	"wangge/geo/topology"
	"wangge/registry"
)

// town is a tiling of 12 times 10 cells of some 300 m, as two networks may share it: cells, and blocks of two by two.
func town(seed uint64) (cells, blocks []geo.MultiPolygon) {
	const columns, rows = 12, 10
	cells = geotest.New(seed, geotest.Options{Columns: columns, Rows: rows, Spacing: 30000}).Cells
	for row := 0; row < rows; row += 2 {
		for col := 0; col < columns; col += 2 {
			i := row*columns + col
			blocks = append(blocks, topology.Union(cells[i], cells[i+1], cells[i+columns], cells[i+columns+1]))
		}
	}
	return cells, blocks
}

// misread gives shapes whose numbers are those of datum d, read as another.
func misread(t *testing.T, shapes []geo.MultiPolygon, d, as datum.Datum) []geo.MultiPolygon {
	t.Helper()
	return eachPoint(t, shapes, func(p orb.Point) orb.Point {
		q, err := d.FromCGCS2000(p)
		if err == nil {
			q, err = as.ToCGCS2000(q)
		}
		if err != nil {
			t.Fatal(err)
		}
		return q
	})
}

func eachPoint(t *testing.T, shapes []geo.MultiPolygon, move func(orb.Point) orb.Point) (out []geo.MultiPolygon) {
	t.Helper()
	for _, m := range shapes {
		m = m.Clone()
		for _, part := range m {
			for _, ring := range part {
				for i, p := range ring {
					var err error
					if ring[i], err = geo.Round(move(p.Orb())); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		out = append(out, m)
	}
	return out
}

func networkOf(name string, shapes []geo.MultiPolygon) Network {
	n := Network{Name: name}
	for i, m := range shapes {
		n.Grids = append(n.Grids, Grid{Code: fmt.Sprint(i), Shape: m})
	}
	return n
}

// suspected gives what inspect says of datums, without the Chinese.
func suspected(t *testing.T, in Input) (out []string) {
	t.Helper()
	_, found, err := inspect(in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Kind == DatumSuspected {
			out = append(out, f.Text)
		}
	}
	return out
}

func TestAMisreadDatumIsSuspected(t *testing.T) {
	t.Parallel()
	cells, blocks := town(1)
	var divisions []registry.Division
	for i, m := range blocks {
		divisions = append(divisions, registry.Division{Code: fmt.Sprintf("3708830010%02d", i), Level: registry.Community, Shape: m})
	}
	for _, tt := range []struct {
		is, read datum.Datum
		want     string
	}{
		{datum.GCJ02, datum.CGCS2000, "police lies 500 m to the east of %s: it looks like GCJ-02 read as CGCS2000; give --datum police=gcj02"},
		{datum.CGCS2000, datum.GCJ02, "police lies 500 m to the west of %s: it looks like CGCS2000 read as GCJ-02; give --datum police=cgcs2000"},
		{datum.BD09, datum.CGCS2000, "to the north-east of %s: it looks like BD-09 read as CGCS2000; give --datum police=bd09"},
		{datum.BD09, datum.GCJ02, "to the north-east of %s: it looks like BD-09 read as GCJ-02; give --datum police=bd09"},
		{datum.GCJ02, datum.BD09, "to the south-west of %s: it looks like GCJ-02 read as BD-09; give --datum police=gcj02"},
	} {
		t.Run(string(tt.is)+" as "+string(tt.read), func(t *testing.T) {
			t.Parallel()
			police := networkOf("police", misread(t, cells, tt.is, tt.read))
			for _, in := range []Input{
				{Divisions: divisions, Networks: []Network{networkOf("urban", cells), police}},
				{Networks: []Network{networkOf("urban", blocks), police, networkOf("civility", cells[:90])}},
				{Networks: []Network{police, networkOf("urban", blocks), networkOf("civility", cells)}}, // the base itself
				{Networks: []Network{networkOf("urban", blocks), police}},                               // of two the base is right
			} {
				beside := "the other networks"
				if len(in.Divisions) > 0 {
					beside = "the divisions"
				}
				if got := suspected(t, in); len(got) != 1 || !strings.Contains(got[0], fmt.Sprintf(tt.want, beside)) {
					t.Errorf("of %s: %q", beside, got)
				}
			}
		})
	}
}

func TestWhatIsMovedOtherwiseIsSuspectedToo(t *testing.T) {
	t.Parallel()
	cells, blocks := town(2)
	north := eachPoint(t, cells, func(p orb.Point) orb.Point { return orb.Point{p[0], p[1] + 0.0045} })
	got := suspected(t, Input{Networks: []Network{networkOf("urban", blocks), networkOf("police", north)}})
	if len(got) != 1 || got[0] != "police lies 500 m to the north of the other networks: check its datum and where it comes from" {
		t.Errorf("%q", got)
	}
}

// Neither networks that share borders nor those that share none are suspected, nor a part of the town.
func TestSoundNetworksAreNotSuspected(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		cells, blocks := town(seed)
		other, otherBlocks := town(seed + 100)
		in := Input{Networks: []Network{networkOf("cells", cells), networkOf("blocks", blocks), networkOf("other", other), networkOf("otherBlocks", otherBlocks), networkOf("part", blocks[:7])}}
		if got := suspected(t, in); got != nil {
			t.Errorf("seed %d: %q", seed, got)
		}
		in.Divisions = []registry.Division{{Code: "370883001004", Level: registry.Community, Shape: topology.Union(cells...)}}
		if got := suspected(t, in); got != nil {
			t.Errorf("seed %d, beside the divisions: %q", seed, got)
		}
	}
}

// The real networks of New York have borders and shores of their own.
func TestNewYorkIsNotSuspected(t *testing.T) {
	t.Parallel()
	var in Input
	for _, name := range geotest.NewYorkNetworks {
		in.Networks = append(in.Networks, networkOf(name, geotest.NewYork(t, name)))
	}
	if got := suspected(t, in); got != nil {
		t.Errorf("%q", got)
	}
	in.Networks[1] = networkOf("NTA", eachPoint(t, geotest.NewYork(t, "NTA"), func(p orb.Point) orb.Point { return orb.Point{p[0] + 0.006, p[1]} }))
	if got := suspected(t, in); len(got) != 1 || !strings.HasPrefix(got[0], "NTA lies 510 m to the east of the other networks") {
		t.Errorf("moved by 507 m: %q", got)
	}
}
