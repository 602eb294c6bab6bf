package web_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wangge/registry/snapshot"
	"wangge/web"
)

// many posts positions, and gives the answer with its kind; it must be one.
func (s *service) many(t testing.TB, query, kind, body string) (answeredAs, text string) {
	t.Helper()
	r := s.request(t, http.MethodPost, "/v1/resolve"+query, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	answer, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	all, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s, %v: %s", answer.Status, err, all)
	}
	return answer.Header.Get("Content-Type"), string(all)
}

// known is one position in three datums, and what is wrong in three ways.
var known = []string{
	`{"lng":116.9734,"lat":35.4033,"datum":"wgs84","id":7}`,
	`{"datum":"gcj02","lat":35.402954250,"lng":116.978994454}`,
	`{"lng":116.985449213,"lat":35.409114374,"datum":"bd09"}`,
	`{"lng":35.4033,"lat":116.9734,"datum":"wgs84"}`,
	`{"lng":118,"lat":35.4033,"datum":"wgs84"}`,
	`{"lng":497583.709,"lat":3919337.052,"datum":"cgcs2000"}`,
	`{"lat":35.4033,"datum":"wgs84"}`,
	`{"lng":NaN,"lat":35.4033,"datum":"wgs84"}`,
	`{"lng":116.9734,"lat":35.4033}`,
	`{"lng":116.9734,"lat":35.4033,"datum":"mars"}`,
	`[116.9734,35.4033]`,
	`{"lng":{"deg":116},"lat":35.4033,"datum":"wgs84"}`,
}

// whyNot is what the answers of the positions that are wrong have to say; those before lie in one grid.
var whyNot = []struct {
	status int
	words  string
}{
	{},
	{},
	{},
	{400, "swapped"},
	{404, "outside the county"},
	{400, "metres"},
	{400, "lng: is missing"},
	{400, "NaN is no finite decimal number"},
	{400, "datum: is missing"},
	{400, "mars is none"},
	{400, "a position is an object"},
	{400, "no finite decimal number"},
}

// holdsAnswers holds answers to the positions of known.
func holdsAnswers(t *testing.T, s *service, answers []web.Answer) {
	t.Helper()
	if len(answers) != len(known) {
		t.Fatalf("%d answers to %d positions", len(answers), len(known))
	}
	for i, a := range answers {
		if want := whyNot[i]; want.status > 0 {
			if a.Error == nil || a.Error.Status != want.status || !strings.Contains(a.Error.Detail, want.words) || a.Grid != nil {
				t.Errorf("position %d: %+v, want an error %d with %q", i, a.Error, want.status, want.words)
			}
			continue
		}
		var position struct {
			Lng, Lat json.Number
			Datum    string
		}
		if err := json.Unmarshal([]byte(known[i]), &position); err != nil {
			t.Fatal(err)
		}
		var single snapshot.Resolution
		s.get(t, ask(position.Lng, position.Lat, position.Datum), http.StatusOK, &single)
		want := web.Answer{Grid: &single.Grid, Path: single.Path, Position: &single.Position, Border: &single.Border, Revision: &single.Revision}
		if diff := cmp.Diff(want, a); diff != "" {
			t.Errorf("position %d is answered otherwise than alone: %s", i, diff)
		}
	}
}

// An array is answered by an array, in its order: each answer is that of a single request without its people.
func TestAnArrayOfPositions(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var answers []web.Answer
	s.do(t, s.posted(t, "?border=true", "application/json", "[\n"+strings.Join(known, " ,\n")+"]"), http.StatusOK, &answers)
	holdsAnswers(t, s, answers)
	s.do(t, s.posted(t, "?datum=wgs84", "application/json; charset=utf-8", `[{"lng":116.9734,"lat":35.4033},{"lng":"116.9734","l\u0061t":35.4033}]`), http.StatusOK, &answers)
	if len(answers) != 2 || answers[0].Grid == nil || !cmp.Equal(answers[0], answers[1]) {
		t.Errorf("the datum of the query, and a name with an escape: %+v", answers)
	}
	s.do(t, s.posted(t, "", "application/json", " [ ] "), http.StatusOK, &answers)
	if len(answers) != 0 {
		t.Errorf("no positions: %+v", answers)
	}
}

func (s *service) posted(t testing.TB, query, kind, body string) *http.Request {
	t.Helper()
	r := s.request(t, http.MethodPost, "/v1/resolve"+query, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	return r
}

// With its people each answer is that of GET, word for word.
func TestManyPositionsWithTheirPeople(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var alone any
	s.get(t, ask(116.9734, 35.4033, "wgs84")+"&network=governance&accuracy=50&at=2", http.StatusOK, &alone)
	var answers []any
	s.do(t, s.posted(t, "?people=true&network=governance&accuracy=50&at=2", "application/json", "["+known[0]+"]"), http.StatusOK, &answers)
	if diff := cmp.Diff([]any{alone}, answers); diff != "" {
		t.Error(diff)
	}
}

func TestLinesOfPositions(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	kind, text := s.many(t, "?border=true", "application/x-ndjson", "\ufeff"+strings.Join(known, "\r\n")+"\n\n")
	if kind != "application/x-ndjson" {
		t.Errorf("the answer is of the kind %s", kind)
	}
	var answers []web.Answer
	for line := range strings.Lines(text) {
		var a web.Answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	holdsAnswers(t, s, answers)
}

// A line that is no JSON, or of ten megabytes, is answered by an error, and the next by its grid.
func TestLinesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for name, line := range map[string]string{
		"no JSON": `{"lng":116.9734,`, "something after it": known[0] + known[0], "ten megabytes": `{"note":"` + strings.Repeat("x", 10<<20) + `"}`, "no text": "\xff\x00",
	} {
		_, text := s.many(t, "", "application/x-ndjson", line+"\n"+known[0]+"\n")
		lines := strings.Split(text, "\n")
		if len(lines) != 3 || !strings.HasPrefix(lines[0], `{"error":{`) || !strings.Contains(lines[0], `"status":400`) || !strings.HasPrefix(lines[1], `{"grid":`) {
			t.Errorf("%s: %.600s", name, text)
		}
	}
}

// A CSV gets its columns, and is the same file otherwise.
func TestATableOfPositions(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	kind, text := s.many(t, "?datum=gcj02&lng=gps_x&lat=gps_y", "text/csv", "工单,gps_x,gps_y\r\n\"1, urgent\",116.978994454,35.402954250\r\n2,118,35.4\r\n3,,35.4\r\n")
	if kind != "text/csv" {
		t.Errorf("the answer is of the kind %s", kind)
	}
	lines := strings.Split(text, "\r\n")
	for i, want := range []string{"工单,gps_x,gps_y,code,name,community,town,error", "\"1, urgent\",116.978994454,35.402954250," + county, "2,118,35.4,,,,,\"the position lies outside", "3,,35.4,,,,,lng: is missing", ""} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %q, want %q", i, lines[i], want)
		}
	}
}

func TestManyPositionsThatAreRefusedAsAWhole(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	many := "[" + strings.Repeat(`{"lng":1,"lat":1,"datum":"wgs84"},`, 100_000) + known[0] + "]"
	for _, tt := range []struct {
		name, query, kind, body string
		status                  int
		want                    string
	}{
		{"no kind", "", "", "[]", 415, "Content-Type says which"},
		{"a form", "", "application/x-www-form-urlencoded", "lng=1", 415, "text/csv"},
		{"no array", "", "application/json", known[0], 400, "the body is no array"},
		{"half an array", "", "application/json", "[" + known[0], 400, "breaks off after 1"},
		{"no JSON", "", "application/json", "[" + known[0] + ",{]", 400, "position 1"},
		{"no comma", "", "application/json", "[" + known[0] + known[0] + "]", 400, "instead of a comma"},
		{"something after it", "", "application/json", "[]x", 400, "follows the array"},
		{"nothing", "", "application/json", "", 400, "the body is no array"},
		{"100,001 positions", "", "application/json", many, 413, "NDJSON"},
		{"16 MiB", "", "application/json", "[" + strings.Repeat(" ", 16<<20) + "]", 413, "NDJSON"},
		{"an unknown datum", "?datum=mars", "application/json", "[]", 400, "must be one of"},
		{"a column of an array", "?lng=x", "application/json", "[]", 400, "a CSV alone has"},
		{"a network without people", "?network=police", "application/json", "[]", 400, "network: goes with people=true"},
		{"a network that is not there", "?people=true&network=water", "application/x-ndjson", "{}", 400, "there is no network"},
		{"an accuracy that tells no grid", "?people=true&accuracy=50000", "application/x-ndjson", "{}", 400, "at most 5000"},
		{"a revision that is not there", "?at=99", "application/json", "[]", 400, "99"},
		{"people of a CSV", "?people=true", "text/csv", "lng,lat,datum\n", 400, "application/x-ndjson"},
		{"a table without a datum", "", "text/csv", "lng,lat\n1,1\n", 400, "datum="},
		{"a table without positions", "?datum=wgs84", "text/csv", "id\n1\n", 400, "there are: id"},
		{"no table", "?datum=wgs84", "text/csv", "", 400, "empty"},
		{"a header of ten megabytes", "?datum=wgs84", "text/csv", strings.Repeat("x", 10<<20), 400, "longer than 1 MiB"},
		{"a table in latin1", "?datum=wgs84", "text/csv; charset=latin1", "lng,lat\n", 400, "gb18030"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if p := s.refused(t, s.posted(t, tt.query, tt.kind, tt.body), tt.status); !strings.Contains(p.Detail, tt.want) {
				t.Errorf("got %q, want it to say %q", p.Detail, tt.want)
			}
		})
	}
}

// A line is answered before the next one is sent.
func TestLinesAreAnsweredAsTheyCome(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	in, out := io.Pipe()
	r := s.request(t, http.MethodPost, "/v1/resolve", in)
	r.Header.Set("Content-Type", "application/x-ndjson")
	lines := make(chan string)
	go func() {
		defer close(lines)
		answer, err := s.Client().Do(r)
		if err != nil {
			return
		}
		defer answer.Body.Close() //nolint:errcheck // read to its end
		scanner := bufio.NewScanner(answer.Body)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
	}()
	for range 3 {
		if _, err := io.WriteString(out, known[0]+"\n"); err != nil {
			t.Fatal(err)
		}
		if line := <-lines; !strings.HasPrefix(line, `{"grid":`) {
			t.Errorf("got %q", line)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if line, more := <-lines; more {
		t.Errorf("after the end comes %q", line)
	}
}

// dials sends a request as it stands, over a connection of the test's own.
func (s *service) dials(t *testing.T, text string) *net.TCPConn {
	t.Helper()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
	return c.(*net.TCPConn)
}

const rowsHead = "POST /v1/resolve?datum=wgs84 HTTP/1.1\r\nHost: test\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"

// read reads the head of the answer on a connection.
func read(t *testing.T, c net.Conn) (status int, rest io.Reader) {
	t.Helper()
	answer, err := http.ReadResponse(bufio.NewReader(c), nil) //nolint:bodyclose // the connection is closed with the test
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Body
}

// chunk is text as HTTP sends it in pieces.
func chunk(text string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(text), text) }

// A client may send all of a long table before it reads a byte of the answer, as many libraries do.
func TestAClientThatSendsAllBeforeItReads(t *testing.T) {
	t.Parallel()
	s := impatient(t, time.Minute, 1<<30)
	const rows = 200_000 // whose answers no socket holds
	c := s.dials(t, rowsHead+chunk("lng,lat\n"))
	piece := chunk(strings.Repeat("116.9734,35.4033\n", 1000))
	for range rows / 1000 {
		if _, err := io.WriteString(c, piece); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.WriteString(c, "0\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	_, rest := read(t, c)
	text, err := io.ReadAll(rest)
	if n := bytes.Count(text, []byte("\n116.9734,35.4033,"+county)); err != nil || n != rows {
		t.Errorf("%d rows of %d came, %v", n, rows, err)
	}
}

// Clients that end in any way leave nothing behind: when their handlers have ended no goroutine of theirs is there. It runs alone, so
// that the streams of other tests are not taken for its own.
func TestClientsThatGoAwayLeaveNothing(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(t *testing.T, s *service)
	}{
		{"half a table, and gone", func(t *testing.T, s *service) {
			c := s.dials(t, rowsHead+chunk("lng,lat\n116.9734,35.4033\n116.9"))
			read(t, c) // the first row is answered
			_ = c.Close()
		}},
		{"half a table, and silence", func(t *testing.T, s *service) {
			c := s.dials(t, rowsHead+chunk("lng,lat\n116.9734,35.4033\n116.9"))
			_, rest := read(t, c)
			if _, err := io.ReadAll(rest); !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("the answer ends with %v, as if it were whole", err)
			}
		}},
		{"half an array, and silence", func(t *testing.T, s *service) {
			c := s.dials(t, "POST /v1/resolve HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[{")
			if status, _ := read(t, c); status != http.StatusBadRequest {
				t.Errorf("got %d", status)
			}
		}},
		{"it never reads", func(t *testing.T, s *service) {
			c := s.dials(t, rowsHead+chunk("lng,lat\n"))
			piece := chunk(strings.Repeat("116.9734,35.4033\n", 1000))
			for {
				if _, err := io.WriteString(c, piece); err != nil { // until the service gives up
					return
				}
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := impatient(t, 200*time.Millisecond, maxUpload)
			tt.do(t, s)
			s.Close() // waits until the connections are closed; a handler that was broken off may still be on its way out of its frames
			left, patience := stacks(), time.Now().Add(10*time.Second)
			for handled(left) && time.Now().Before(patience) {
				runtime.Gosched()
				left = stacks()
			}
			if handled(left) {
				t.Error(left)
			}
		})
	}
}

// impatient is a service of the published county that waits for its clients no longer than that, and keeps so much for them.
func impatient(t *testing.T, stall time.Duration, most int64) *service {
	t.Helper()
	shared := publishedCounty(t)
	s := &service{maps: shared.maps, web: web.New(web.Config{Snapshots: shared.maps, History: snapshot.NewHistory(shared.store, historyMemory), MaxUploadBytes: most, Version: "test", Log: slog.New(slog.DiscardHandler)})}
	s.web.SetStall(stall)
	s.Server = httptest.NewServer(s.web)
	t.Cleanup(s.Close)
	return s
}

// handled tells whether a handler of many positions is in some stack.
func handled(stacks string) bool {
	return strings.Contains(stacks, "web.(*spool)") || strings.Contains(stacks, "web.(*Server).resolveMany")
}

// stacks is what all goroutines do.
func stacks() string {
	buf := make([]byte, 1<<20)
	return string(buf[:runtime.Stack(buf, true)])
}
