package web_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"

	"wangge/registry/snapshot"
	"wangge/web"
)

var update = flag.Bool("update", false, "rewrite golden files")

// empty is a service that has no map yet.
func empty() *web.Server {
	return web.New(web.Config{Snapshots: &snapshot.Holder{}, History: snapshot.NewHistory(nil, 0), MaxUploadBytes: 1, Version: "test", Log: slog.New(slog.DiscardHandler)})
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
	var routes, operations []string
	for _, r := range s.Routes() {
		if r != "GET /docs" && r != "GET /g/:code" { // for people
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
		if item.Delete != nil {
			operations = append(operations, "DELETE "+path)
		}
	}
	slices.Sort(routes)
	slices.Sort(operations)
	if diff := cmp.Diff(operations, routes); diff != "" {
		t.Error(diff)
	}
}

// asDocumented proves that an answer is one that the document promises: its status, its media type, and every field of its JSON.
// Addresses that are not in the document are left out.
func asDocumented(t testing.TB, doc *huma.OpenAPI, answer *http.Response, body []byte) {
	t.Helper()
	r := answer.Request
	op := operation(doc, r.Method, r.URL.Path)
	if op == nil {
		return
	}
	name := r.Method + " " + r.URL.RequestURI() + ": " + answer.Status
	response, ok := op.Responses[strconv.Itoa(answer.StatusCode)]
	if !ok {
		t.Errorf("%s is not in the document: %s", name, body)
		return
	}
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	media, ok := response.Content[kind]
	switch {
	case len(body) == 0: // HEAD, 204, 304
	case !ok:
		t.Errorf("%s: the document does not know it as %q", name, kind)
	case strings.HasSuffix(kind, "json") && media.Schema != nil:
		var value any
		if err := json.Unmarshal(body, &value); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var found huma.ValidateResult
		huma.Validate(doc.Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, value, &found)
		for _, err := range found.Errors {
			t.Errorf("%s is not as documented: %v", name, err)
		}
	}
}

// operation finds what the document says of an address; HEAD is GET without its body.
func operation(doc *huma.OpenAPI, method, path string) *huma.Operation {
	for template, item := range doc.Paths {
		pattern := regexp.MustCompile(`\\\{[^}]*\\\}`).ReplaceAllString(regexp.QuoteMeta(template), "[^/]+")
		if !regexp.MustCompile("^" + pattern + "$").MatchString(path) {
			continue
		}
		switch method {
		case http.MethodPost:
			return item.Post
		case http.MethodDelete:
			return item.Delete
		case http.MethodGet, http.MethodHead:
			return item.Get
		}
	}
	return nil
}
