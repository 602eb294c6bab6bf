package web_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"wangge/web"
)

func TestWhatIsNotThereIsAProblemForEveryMethod(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, test := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{http.MethodGet, "/v1/nothing", http.StatusNotFound, ""},
		{http.MethodPost, "/v1/nothing", http.StatusNotFound, ""},
		{http.MethodPut, "/v1", http.StatusNotFound, ""},
		{http.MethodGet, "/tiles/grids/1/2", http.StatusNotFound, ""},
		{http.MethodGet, "/nothing.js", http.StatusNotFound, ""},
		{http.MethodGet, "/.gitkeep", http.StatusNotFound, ""},
		{http.MethodGet, "/../go.mod", http.StatusNotFound, ""},
		{http.MethodDelete, "/v1/grids", http.StatusMethodNotAllowed, "GET"},
		{http.MethodDelete, "/v1/resolve", http.StatusMethodNotAllowed, "POST"},
		{http.MethodGet, "/v1/checks", http.StatusMethodNotAllowed, "POST"},
		{http.MethodPost, "/tiles/grids.json", http.StatusMethodNotAllowed, "GET"},
		{http.MethodPost, "/", http.StatusMethodNotAllowed, "GET"},
	} {
		r := s.request(t, test.method, test.path, nil)
		h := s.do(t, r, test.status, nil)
		if !strings.Contains(h.Get("Allow"), test.allow) {
			t.Errorf("%s %s allows %q, want %s", test.method, test.path, h.Get("Allow"), test.allow)
		}
		s.refused(t, r, test.status)
	}
}

func TestThePageIsServedAtItsAddress(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, path := range []string{"/", "/docs"} {
		h := s.get(t, path, http.StatusOK, nil)
		if !strings.HasPrefix(h.Get("Content-Type"), "text/html") || h.Get("Content-Security-Policy") == "" {
			t.Errorf("%s comes with %v", path, h)
		}
	}
}

// The page that documents the API loads nothing but its icon, and that from here.
func TestTheDocsNeedNoOtherHost(t *testing.T) {
	t.Parallel()
	s := newService(t)
	answer, err := s.Client().Get(s.URL + "/docs")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"<script", "<img", "@import", "url(", `="http`, `="//`} {
		if strings.Contains(string(page), word) {
			t.Errorf("the page has a %s", word)
		}
	}
	for path := range s.web.Document().Paths {
		if !strings.Contains(string(page), path) {
			t.Errorf("the page does not tell of %s", path)
		}
	}
}

func TestReadyOnceARevisionIsLoaded(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.get(t, "/healthz", http.StatusOK, nil)
	for _, path := range []string{"/readyz", "/v1/resolve?lng=117&lat=35&datum=wgs84", "/v1/grids", "/tiles/grids.json"} {
		r := s.request(t, http.MethodGet, path, nil)
		if h := s.do(t, r, http.StatusServiceUnavailable, nil); h.Get("Retry-After") == "" {
			t.Errorf("%s does not say when to come back", path)
		}
		s.refused(t, r, http.StatusServiceUnavailable)
	}
	var ready web.Readiness
	publishedCounty(t).get(t, "/readyz", http.StatusOK, &ready)
	if ready.Revision != revisions || ready.Status != "ready" || ready.PublishedAt.IsZero() {
		t.Errorf("got %+v", ready)
	}
}

func TestMetricsCountRequestsByRoute(t *testing.T) {
	t.Parallel()
	s := serviceOn(t, publishedCounty(t).store) // with figures of its own
	s.follow(t)
	s.get(t, "/v1/grids/370883001013001", http.StatusOK, nil)
	s.get(t, "/v1/grids/0", http.StatusNotFound, nil)
	answer, err := s.Client().Get(s.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`wangge_http_requests_total{method="GET",route="/v1/grids/:code",status="200"} 1`,
		`wangge_http_requests_total{method="GET",route="/v1/grids/:code",status="404"} 1`,
		fmt.Sprintf("wangge_revision %d", revisions), fmt.Sprintf("wangge_grids %d", grids), "wangge_snapshot_age_seconds ", "go_goroutines ",
	} {
		if !strings.Contains(string(text), line) {
			t.Errorf("%s is not among the metrics", line)
		}
	}
}

func TestRequestIdsAreTakenOverFromAProxyWhereTheyAreSafe(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for given, kept := range map[string]bool{"proxy-1.a_B": true, "": false, "two words": false, strings.Repeat("x", 65): false} {
		r := s.request(t, http.MethodGet, "/v1/nothing", nil)
		r.Header.Set("X-Request-Id", given)
		if p := s.refused(t, r, http.StatusNotFound); (p.RequestID == given) != kept || p.RequestID == "" {
			t.Errorf("given %q, the id is %q", given, p.RequestID)
		}
	}
}

func TestHeadIsGetWithoutItsBody(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for _, path := range []string{
		"/", "/docs", "/healthz", "/readyz", "/openapi.json", "/v1/grids", "/v1/grids/0", "/v1/resolve?lng=117", "/v1/checks", "/tiles/grids.json",
		"/tiles/county/0/0/0.mvt",
	} {
		statuses := []int{}
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			answer, err := s.Client().Do(s.request(t, method, path, nil))
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(answer.Body)
			if err := errors.Join(err, answer.Body.Close()); err != nil {
				t.Fatal(err)
			}
			statuses = append(statuses, answer.StatusCode)
			if (len(body) > 0) != (method == http.MethodGet) || answer.Header.Get("Content-Type") == "" {
				t.Errorf("%s %s: %d bytes, %v", method, path, len(body), answer.Header)
			}
		}
		if statuses[0] != statuses[1] {
			t.Errorf("%s: GET and HEAD answer %v", path, statuses)
		}
	}
}

func TestLongAnswersArePackedForWhoTakesThem(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for _, accept := range []string{"gzip", "identity"} {
		r := s.request(t, http.MethodGet, "/v1/grids", nil)
		r.Header.Set("Accept-Encoding", accept) // set by hand, the client does not unpack by itself
		answer, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil {
			t.Fatal(err)
		}
		if packed := answer.Header.Get("Content-Encoding") == "gzip"; packed != (accept == "gzip") || answer.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s is answered with %v", accept, answer.Header)
		}
	}
}

func TestPagesOfOtherSitesMayNotWrite(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for site, status := range map[string]int{"cross-site": http.StatusForbidden, "same-origin": http.StatusNotFound, "none": http.StatusNotFound} {
		r := s.stored(t, `{}`)
		r.Header.Set("Sec-Fetch-Site", site)
		s.refused(t, r, status)
	}
}

// What a caller is not told is in the log, under the id that the caller is told.
func TestAFailureTellsNothingOfTheInside(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.store.Close() // every question to the store fails now
	p := s.refused(t, s.request(t, http.MethodGet, "/v1/revisions", nil), http.StatusInternalServerError)
	if strings.Contains(p.Detail, "pool") || p.RequestID == "" {
		t.Errorf("got %+v", p)
	}
}

// A server that stops lets requests under way finish and takes no new ones.
func TestShutdownDrains(t *testing.T) {
	t.Parallel()
	s := newService(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.web.Serve(ctx, listener) }()

	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close() //nolint:errcheck // the server closes it
	body := `{"network": "police"}`
	if _, err := fmt.Fprintf(conn, "POST /v1/checks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", len(body)); err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewReader(conn)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") { // the handler waits for the body
		t.Fatalf("%q, %v", line, err)
	}
	stop()
	for { // until the door is closed
		extra, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			break
		}
		if err := extra.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.WriteString(conn, body); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(answers)
	if err != nil || !strings.Contains(string(rest), "404 Not Found") || !strings.Contains(string(rest), "there is no county yet") {
		t.Errorf("the request under way ended with %q, %v", rest, err)
	}
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

func TestChecksWaitForTheirTurnAndAreTurnedAwayInTheEnd(t *testing.T) {
	t.Parallel()
	s := newService(t)
	release := s.web.HoldChecks(time.Millisecond)
	s.refused(t, s.stored(t, `{}`), http.StatusServiceUnavailable)
	release()
	release = s.web.HoldChecks(time.Hour)
	go release()
	s.refused(t, s.stored(t, `{}`), http.StatusNotFound) // its turn came; there is no county
}
