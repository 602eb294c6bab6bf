package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// The whole way of a request but the network: middleware, parameters, the snapshot, JSON.
func BenchmarkResolve(b *testing.B) {
	s := publishedCounty(b)
	r := httptest.NewRequest(http.MethodGet, ask(116.9734, 35.4033, "gcj02"), nil)
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		if s.web.ServeHTTP(w, r); w.Code != http.StatusOK {
			b.Fatal(w.Code, w.Body)
		}
	}
}
