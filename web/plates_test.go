package web_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"html"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"wangge/registry/snapshot"
	"wangge/web"
)

const aGrid = "370883001013001"

// reply is an answer, whose body was read.
type reply struct {
	status int
	header http.Header
}

// fetched asks and gives the answer and its body as it was sent.
func (s *service) fetched(t testing.TB, method, path string, headers ...string) (reply, []byte) {
	t.Helper()
	r := s.request(t, method, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	asDocumented(t, s.web.Document(), answer, body)
	return reply{answer.StatusCode, answer.Header}, body
}

// scanned reads the QR code of a PNG, as a phone does.
func scanned(t *testing.T, picture []byte) string {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	// Of some contents the decoder sees false finder patterns; the picture is a pure one, which it can be told.
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil {
		t.Fatal(err)
	}
	return read.GetText()
}

// unzipped gives the files of a zip by name.
func unzipped(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestTheQRCodesOfATownLeadToTheirPages(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	answer, body := s.fetched(t, http.MethodGet, "/v1/divisions/370883001/qr.zip?format=png")
	if answer.header.Get("Content-Disposition") != `attachment; filename="qr-370883001.zip"` {
		t.Errorf("it is saved as %s", answer.header.Get("Content-Disposition"))
	}
	files := unzipped(t, body)
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(files["index.csv"], []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var grids page
	s.get(t, "/v1/grids?town=370883001", http.StatusOK, &grids)
	if len(rows)-1 != len(grids.Items) || len(grids.Items) == 0 {
		t.Errorf("%d plates for %d grids", len(rows)-1, len(grids.Items))
	}
	for _, row := range rows[1:] {
		code, name := row[0], row[2]
		link := scanned(t, files["png/"+code+".png"])
		if link != s.URL+"/g/"+code || link != row[6] {
			t.Errorf("the plate of %s leads to %s", code, link)
		}
		answer, body := s.fetched(t, http.MethodGet, strings.TrimPrefix(link, s.URL))
		if answer.status != http.StatusOK || !strings.Contains(string(body), "<h1>"+html.EscapeString(name)+"</h1>") {
			t.Errorf("%s: %d, without its name %s", link, answer.status, name)
		}
		if !bytes.Contains(files[row[5]], []byte("<title>"+name+" "+row[1]+"</title>")) {
			t.Errorf("%s has another title", row[5])
		}
	}
}

// page is a list of grids by their codes.
type page struct{ Items []struct{ Code string } }

// Whoever is not public in the roster is on no page, and nobody's number is shown in part.
func TestNobodyIsOnThePageWhoIsNotPublic(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	f, err := os.Open(generated(t, "officers.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	roster, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	public := map[string]bool{} // names and numbers; people may share a name
	for _, o := range roster[1:] {
		if o[3] == "true" {
			public[o[1]], public[o[2]] = true, true
		}
	}
	var all page
	s.get(t, "/v1/grids", http.StatusOK, &all)
	shown := 0
	for _, g := range all.Items {
		_, body := s.fetched(t, http.MethodGet, "/g/"+g.Code)
		shown += strings.Count(string(body), `href="tel:`)
		if strings.Contains(string(body), "**") {
			t.Errorf("%s shows something masked", g.Code)
		}
		for _, o := range roster[1:] {
			if !public[o[1]] && strings.Contains(string(body), "<b>"+o[1]+"</b>") || !public[o[2]] && strings.Contains(string(body), o[2]) {
				t.Errorf("%s shows %v", g.Code, o)
			}
		}
	}
	if shown < len(all.Items) {
		t.Errorf("%d numbers on %d pages: every community has a public head", shown, len(all.Items))
	}
}

func TestPlatesAndPagesAreKeptByClients(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for _, path := range []string{
		"/g/" + aGrid, "/v1/grids/" + aGrid + "/qr.svg", "/v1/grids/" + aGrid + "/qr.svg?caption=true&level=H",
		"/v1/grids/" + aGrid + "/qr.png?size=300", "/v1/divisions/370883001/qr.zip",
	} {
		first, body := s.fetched(t, http.MethodGet, path)
		etag := first.header.Get("ETag")
		if first.status != http.StatusOK || etag == "" || first.header.Get("Cache-Control") == "" || len(body) == 0 {
			t.Errorf("%s: %d, %v", path, first.status, first.header)
		}
		if again, body := s.fetched(t, http.MethodGet, path, "If-None-Match", etag); again.status != http.StatusNotModified || len(body) > 0 {
			t.Errorf("%s again: %d", path, again.status)
		}
		if head, body := s.fetched(t, http.MethodHead, path); head.status != http.StatusOK || len(body) > 0 || head.header.Get("Content-Type") != first.header.Get("Content-Type") {
			t.Errorf("HEAD %s: %d, %v", path, head.status, head.header)
		}
	}
	chinese, _ := s.fetched(t, http.MethodGet, "/g/"+aGrid)
	english, _ := s.fetched(t, http.MethodGet, "/g/"+aGrid, "Accept-Language", "en")
	if chinese.header.Get("ETag") == english.header.Get("ETag") || !strings.Contains(strings.Join(chinese.header.Values("Vary"), ","), "Accept-Language") {
		t.Errorf("a cache takes the English page for the Chinese one: %v", chinese.header)
	}
}

func TestThePublicPageIsPackedAndLoadsNothing(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	answer, body := s.fetched(t, http.MethodGet, "/g/"+aGrid+"?from=singlemessage", "Accept-Encoding", "gzip") // chats add such words
	if answer.status != http.StatusOK || answer.header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("%d, %v", answer.status, answer.header)
	}
	unpack, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(unpack)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"<script", "<img", "@import", "url(", `="http`, `="//`, "style=", "onclick"} {
		if bytes.Contains(plain, []byte(word)) {
			t.Errorf("the page has a %s", word)
		}
	}
	if policy := answer.header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("its policy is %s", policy)
	}
}

func TestWhatHasNoPlateIsRefused(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for path, status := range map[string]int{
		"/v1/grids/370883001013999/qr.svg": http.StatusNotFound, "/v1/grids/nonsense/qr.png": http.StatusNotFound, "/v1/divisions/370883999/qr.zip": http.StatusNotFound,
		"/v1/grids/" + aGrid + "/qr.png?size=199": http.StatusBadRequest, "/v1/grids/" + aGrid + "/qr.png?size=4097": http.StatusBadRequest,
		"/v1/grids/" + aGrid + "/qr.png?size=-1": http.StatusBadRequest, "/v1/grids/" + aGrid + "/qr.png?size=1e3": http.StatusBadRequest,
		"/v1/grids/" + aGrid + "/qr.svg?level=X": http.StatusBadRequest, "/v1/grids/" + aGrid + "/qr.svg?size=300": http.StatusBadRequest,
		"/v1/grids/" + aGrid + "/qr.svg?caption=yes": http.StatusBadRequest, "/v1/divisions/370883001/qr.zip?format=gif": http.StatusBadRequest,
	} {
		s.refused(t, s.request(t, http.MethodGet, path, nil), status)
	}
	answer, body := s.fetched(t, http.MethodGet, "/g/370883001013999")
	if answer.status != http.StatusNotFound || !strings.HasPrefix(answer.header.Get("Content-Type"), "text/html") || !strings.Contains(string(body), "没有这个网格编码") {
		t.Errorf("%d: %s", answer.status, body)
	}
	answer, _ = newService(t).fetched(t, http.MethodGet, "/g/"+aGrid)
	if answer.status != http.StatusServiceUnavailable || answer.header.Get("Retry-After") == "" {
		t.Errorf("before there is a map: %d", answer.status)
	}
}

// Plates say what the operator says, whatever the caller calls the service; where nobody says, what could not be opened is refused.
func TestPlatesLeadToThePublicAddress(t *testing.T) {
	t.Parallel()
	maps := publishedCounty(t).maps
	ask := func(public, host string) *httptest.ResponseRecorder {
		s := web.New(web.Config{Snapshots: maps, History: snapshot.NewHistory(nil, 0), PublicURL: public, MaxUploadBytes: 1, Version: "test", Log: slog.New(slog.DiscardHandler)})
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/v1/grids/"+aGrid+"/qr.png", nil)
		r.Host = host
		s.ServeHTTP(w, r)
		return w
	}
	for _, test := range []struct{ public, host, link string }{
		{"https://grid.example.gov.cn/wangge", "10.0.0.1:8080", "https://grid.example.gov.cn/wangge/g/" + aGrid},
		{"", "10.0.0.1:8080", "http://10.0.0.1:8080/g/" + aGrid},
	} {
		if got := scanned(t, ask(test.public, test.host).Body.Bytes()); got != test.link {
			t.Errorf("%q asked at %q: %s, want %s", test.public, test.host, got, test.link)
		}
	}
	for _, host := range []string{"", "a b", "evil.cn/path?x", strings.Repeat("a", 2000)} {
		if w := ask("", host); w.Code != http.StatusBadRequest {
			t.Errorf("asked at %q: %d", host, w.Code)
		}
	}
}

// A plate hangs on when its grid is gone: every code ever issued has one, and its page tells what became of it.
func TestPlatesOutliveTheirGrids(t *testing.T) {
	t.Parallel()
	s := tell(t)
	before := s.live(t)
	cut := before[1]
	s.split(t, cut)
	s.publish(t)
	s.follow(t)
	one, other := fresh(before, s.live(t))
	a, _ := s.maps.Load().Grid(s.a)
	for code, words := range map[string][]string{
		s.a:         {"<h1>" + a.Name + "</h1>"},
		s.b:         {"停用：网格合并", "<h1>" + a.Name + "</h1>"},
		s.d:         {"停用：恢复以前的网格图", "<h1>" + a.Name + "</h1>"},
		s.unused[0]: {"还没有启用"},
		cut.Code:    {"停用：网格拆分", "<h1>" + cut.Name + "</h1>", `<a href="` + one + `">`, `<a href="` + other + `">`},
	} {
		_, picture := s.fetched(t, http.MethodGet, "/v1/grids/"+code+"/qr.png")
		answer, body := s.fetched(t, http.MethodGet, strings.TrimPrefix(scanned(t, picture), s.URL))
		for _, w := range words {
			if answer.status != http.StatusOK || !strings.Contains(string(body), w) {
				t.Errorf("%s: %d, without %s", code, answer.status, w)
			}
		}
		for _, secret := range []string{tester.Name, tester.Reason} {
			if strings.Contains(string(body), secret) {
				t.Errorf("%s tells %q", code, secret)
			}
		}
	}
}
