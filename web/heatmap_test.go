package web_test

import (
	"net/http"
	"strings"
	"testing"

	"wangge/geo"
	"wangge/geo/hexagon"
	"wangge/web"
)

// Six calls in one place, three of them from a phone in GCJ-02 elsewhere: one place is told, the other counted among the suppressed.
func TestAHeatmapTellsCellsWithEnoughPositions(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	here, there := []float64{116.9734, 35.4033}, []float64{116.9934, 35.4233}
	var got web.HeatMap
	s.do(t, s.sending(t, "/v1/heatmap", fields{"datum": "wgs84", "positions": []any{
		here, here, there, fields{"lng": here[0], "lat": here[1], "weight": 2.5}, here, here, there, here, there,
	}}), http.StatusOK, &got)
	want := hexagon.At(geo.Point{X: 1169734000, Y: 354033000}, 9)
	if len(got.Features) != 1 || got.Features[0].ID != want.String() || got.Features[0].Properties != (web.HeatProperties{H3: want.String(), Count: 6, Weight: 7.5}) {
		t.Fatalf("got %+v", got.Features)
	}
	if got.Counted != 6 || got.Suppressed != 3 || got.Rejected != 0 || got.K != 5 || got.Res != 9 {
		t.Errorf("got %+v", got)
	}
	ring := got.Features[0].Geometry.Coordinates[0]
	if len(ring) != 7 || ring[0] != ring[6] {
		t.Errorf("the hexagon is %v", ring)
	}
	s.do(t, s.sending(t, "/v1/heatmap", fields{"datum": "gcj02", "k": 3, "res": 11, "positions": []any{there, there, there}}), http.StatusOK, &got)
	if len(got.Features) != 1 || got.Features[0].ID == hexagon.At(geo.Point{X: 1169934000, Y: 354233000}, 11).String() || got.K != 3 {
		t.Errorf("a position in GCJ-02 is read as one in CGCS2000: %+v", got)
	}
}

func TestAHeatmapTellsRowsAtFaultAndCountsTheOthers(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	good := []float64{116.9734, 35.4033}
	rows := []any{good, []float64{35.4033, 116.9734}, "somewhere", []any{1, nil}, fields{"lng": 1}, []float64{1, 2, 3}, good, fields{"lng": 116.9, "lat": 35.4, "weight": -1}, fields{"lng": 116.9, "lat": 35.4, "weight": 1e300}}
	for range 20 {
		rows = append(rows, nil)
	}
	var got web.HeatMap
	s.do(t, s.sending(t, "/v1/heatmap", fields{"datum": "wgs84", "k": 2, "positions": rows}), http.StatusOK, &got)
	if got.Counted != 2 || got.Rejected != 27 || len(got.Errors) != 10 || got.Errors[0].Index != 1 || !strings.Contains(got.Errors[0].Message, "swapped") {
		t.Errorf("got %+v", got)
	}
}

func TestAHeatmapIsRefusedWhenItsQuestionIsWrong(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	here := []any{[]float64{116.9734, 35.4033}}
	for name, question := range map[string]fields{
		"datum":     {"datum": "wgs72", "positions": here},
		"no datum":  {"positions": here},
		"res":       {"datum": "wgs84", "res": 13, "positions": here},
		"k":         {"datum": "wgs84", "k": 1, "positions": here},
		"unknown":   {"datum": "wgs84", "resolution": 9, "positions": here},
		"no rows":   {"datum": "wgs84", "positions": []any{}},
		"many rows": {"datum": "wgs84", "positions": make([]int, 100_001)},
	} {
		if p := s.refused(t, s.sending(t, "/v1/heatmap", question), http.StatusBadRequest); p.Detail == "" {
			t.Errorf("%s: %+v", name, p)
		}
	}
	s.refused(t, s.sending(t, "/v1/heatmap", fields{"datum": strings.Repeat("x", 17<<20)}), http.StatusRequestEntityTooLarge)
}

// A body that is at fault as a whole is not sent back: it may be 16 MB of positions.
func TestABodyThatIsNoJSONSaysWhereAndIsNotRepeated(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for body, says := range map[string]string{
		`{"datum":"wgs84","positions":[[NaN,35.4]]}`:  "body: invalid character 'N'",
		`{"datum":"wgs84","positions":[[116.97,35.4]`: "body: unexpected end of JSON",
		`{"res":9,"positions":[[116.9712345,35.4]]}`:  "body: expected required property datum",
		`[{"lng":116.9712345,"lat":35.4}]`:            "body: expected object",
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/v1/heatmap", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		p := s.refused(t, r, http.StatusBadRequest)
		if !strings.HasPrefix(p.Detail, says) || len(p.Errors) != 1 || p.Errors[0].Value != nil {
			t.Errorf("%s: got %+v", body, p)
		}
	}
}

func BenchmarkHeatmap(b *testing.B) {
	s := publishedCounty(b)
	rows := make([][2]float64, 100_000)
	for i := range rows {
		rows[i] = [2]float64{116.9 + float64(i%317)*3e-4, 35.3 + float64(i%331)*3e-4}
	}
	question := fields{"datum": "gcj02", "positions": rows}
	for b.Loop() {
		b.StopTimer()
		r := s.sending(b, "/v1/heatmap", question)
		b.StartTimer()
		s.do(b, r, http.StatusOK, nil)
	}
	b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds(), "positions/s")
}
