package web_test

import (
	"net/http"
	"testing"
)

// The page shows its other faces at addresses of their own; what it loads stands beside them.
func TestThePageIsServedAtEachOfItsAddresses(t *testing.T) {
	t.Parallel()
	s := newService(t)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for path, want := range map[string]struct {
		status   int
		location string
	}{
		"/":           {http.StatusOK, ""},
		"/codes":      {http.StatusOK, ""},
		"/codes/":     {http.StatusMovedPermanently, "../codes"},
		"/dispatch":   {http.StatusOK, ""},
		"/codes/more": {http.StatusNotFound, ""},
		"/coders":     {http.StatusNotFound, ""},
	} {
		r := s.request(t, http.MethodGet, path, nil)
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != want.status || answer.Header.Get("Location") != want.location {
			t.Errorf("%s: got %d %q, want %d %q", path, answer.StatusCode, answer.Header.Get("Location"), want.status, want.location)
		}
	}
}
