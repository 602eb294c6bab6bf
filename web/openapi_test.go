package web_test

import (
	"bytes"
	"flag"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/registry/snapshot"
	"wangge/web"
)

var update = flag.Bool("update", false, "rewrite golden files")

// empty is a service that has no map yet.
func empty() *web.Server {
	return web.New(web.Config{Snapshots: &snapshot.Holder{}, MaxUploadBytes: 1, Version: "test", Log: slog.New(slog.DiscardHandler)})
}

// A change of the API shows in the golden document; the app's types are generated from it.
func TestDocumentIsTheGoldenOne(t *testing.T) {
	t.Parallel()
	const golden = "testdata/openapi.json"
	w := httptest.NewRecorder()
	empty().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/openapi.json", nil))
	if *update {
		if err := os.WriteFile(golden, w.Body.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, w.Body.Bytes()) {
		t.Errorf("the API changed: run go test ./web -update and look at the difference:\n%s", cmp.Diff(string(want), w.Body.String()))
	}
}

func TestEveryRouteIsInTheDocumentAndEveryOperationHasARoute(t *testing.T) {
	t.Parallel()
	s := empty()
	pages := []string{"GET /", "GET /*", "GET /docs"} // for people
	var routes, operations []string
	for _, r := range s.Routes() {
		if !slices.Contains(pages, r) {
			routes = append(routes, r)
		}
	}
	for path, item := range s.Document().Paths {
		path = strings.NewReplacer("{", ":", "}", "").Replace(path)
		if item.Get != nil {
			operations = append(operations, "GET "+path)
		}
		if item.Post != nil {
			operations = append(operations, "POST "+path)
		}
	}
	slices.Sort(routes)
	slices.Sort(operations)
	if diff := cmp.Diff(operations, routes); diff != "" {
		t.Error(diff)
	}
}
