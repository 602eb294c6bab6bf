package plate_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"wangge/web/plate"
)

// decoded reads a QR code back.
func decoded(t *testing.T, img image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	return read.GetText()
}

func encode(t *testing.T, link string, level plate.Level) plate.Symbol {
	t.Helper()
	s, err := plate.Encode(link, level)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func drawn(t *testing.T, s plate.Symbol, size int) image.Image {
	t.Helper()
	b, err := s.PNG(size)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestEveryLevelAndSizeIsReadBack(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"http://10.1.2.3:8080", "https://grid.zoucheng.gov.cn", "https://" + strings.Repeat("a", 250) + ".cn/网格"} {
		base, err := plate.Base(base)
		if err != nil {
			t.Fatal(err)
		}
		link := plate.Link(base, "370883001004002")
		for _, level := range []plate.Level{plate.L, plate.M, plate.Q, plate.H} {
			for _, size := range []int{plate.MinSize, plate.DefaultSize, 1001} {
				img := drawn(t, encode(t, link, level), size)
				if got := decoded(t, img); got != link || img.Bounds().Dx() != size || img.Bounds().Dy() != size {
					t.Errorf("%s at %d pixels, %v: read %q, want %q", level, size, img.Bounds(), got, link)
				}
			}
		}
	}
}

// A quarter of the code words may be lost at level Q: a stain on a plate does no harm.
func TestAStainedSymbolIsReadBack(t *testing.T) {
	t.Parallel()
	const link = "https://grid.zoucheng.gov.cn/g/370883001004002"
	img := drawn(t, encode(t, link, plate.Q), 410).(*image.Paletted) // 10 pixels a module
	for y := 170; y < 250; y++ {
		for x := 170; x < 260; x++ {
			img.SetColorIndex(x, y, 1)
		}
	}
	if got := decoded(t, img); got != link {
		t.Errorf("read %q", got)
	}
}

// The one path of the SVG covers what the PNG has black, and nothing else; it is drawn here line by line, as the even-odd rule fills it.
func TestThePathIsTheSymbol(t *testing.T) {
	t.Parallel()
	for i := range 50 {
		link := fmt.Sprintf("https://grid.zoucheng.gov.cn/g/%015d", i*7919)
		s := encode(t, link, plate.Q)
		svg := string(s.SVG(plate.Plate{}, false))
		path := regexp.MustCompile(`<path d="([^"]*)"`).FindStringSubmatch(svg)
		size := regexp.MustCompile(`viewBox="0 0 (\d+) (\d+)"`).FindStringSubmatch(svg)
		if path == nil || size == nil || strings.Count(svg, "<path") != 1 {
			t.Fatalf("no SVG of one path: %s", svg)
		}
		side, _ := strconv.Atoi(size[1])
		img := drawn(t, s, max(side, plate.MinSize)/side*side+side) // whole modules, no rim
		scale := img.Bounds().Dx() / side
		for p, black := range filled(t, path[1], side) {
			r, _, _, _ := img.At(p[0]*scale+scale/2, p[1]*scale+scale/2).RGBA()
			if black != (r == 0) {
				t.Fatalf("module %v of %s: black is %v in the path", p, link, black)
			}
		}
	}
}

// filled tells which modules a path of M, h, v and z fills by the even-odd rule.
func filled(t *testing.T, path string, side int) map[[2]int]bool {
	t.Helper()
	borders := map[[2]int]bool{} // a vertical edge left of the module
	x, y := 0, 0
	for _, c := range regexp.MustCompile(`M(\d+) (\d+)|([hv])(-?\d+)|z`).FindAllStringSubmatch(path, -1) {
		n, _ := strconv.Atoi(c[4])
		switch {
		case c[1] != "":
			x, _ = strconv.Atoi(c[1])
			y, _ = strconv.Atoi(c[2])
		case c[3] == "h":
			x += n
		case c[3] == "v":
			for row := min(y, y+n); row < max(y, y+n); row++ {
				borders[[2]int{x, row}] = !borders[[2]int{x, row}]
			}
			y += n
		}
	}
	out := map[[2]int]bool{}
	for y := range side {
		in := false
		for x := range side {
			in = in != borders[[2]int{x, y}]
			out[[2]int{x, y}] = in
		}
	}
	return out
}

func TestCaptionsStayWithinThePlateAndAreText(t *testing.T) {
	t.Parallel()
	s := encode(t, "https://grid.zoucheng.gov.cn/g/370883001004002", plate.Q)
	for _, name := range []string{"", "三里营社区第02网格", `<script>alert("1")</script>&`, strings.Repeat("很长的名称", 40), "坏\x00字\xff符"} {
		svg := s.SVG(plate.Plate{Code: "370883001004002", Spoken: "370883001004002-8", Name: name}, true)
		var elements int
		d := xml.NewDecoder(bytes.NewReader(svg))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			if _, ok := token.(xml.StartElement); ok {
				elements++
			}
		}
		if elements != 7 { // svg, title, rect, path, g, text, text
			t.Errorf("%q makes %d elements of the SVG: %s", name, elements, svg)
		}
		if !bytes.Contains(svg, []byte("370883 001 004 002-8")) {
			t.Errorf("%q: the code is not in the caption", name)
		}
	}
}

func TestBase(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"https://grid.zoucheng.gov.cn/": "https://grid.zoucheng.gov.cn", "http://10.0.0.1:8080": "http://10.0.0.1:8080", "https://a.cn/wangge//": "https://a.cn/wangge",
		"": "", "grid.zoucheng.gov.cn": "", "ftp://a.cn": "", "https://": "", "https://:80": "", "https://a.cn/?x=1": "", "https://a.cn/#x": "", "https://u:p@a.cn": "",
		"https://a b.cn": "", "javascript:alert(1)": "", "https://" + strings.Repeat("a", 400) + ".cn": "",
	} {
		got, err := plate.Base(given)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("Base(%q) = %q, %v, want %q", given, got, err, want)
		}
	}
}

func sheet() plate.Sheet {
	s := plate.Sheet{Title: "钢山街道<b>", Number: 3, Time: time.Date(2026, 11, 24, 22, 0, 0, 0, time.UTC), Level: plate.Q, PNG: true}
	for i := range 13 {
		p := plate.OfCode(fmt.Sprintf("370883001004%03d", i+1), "=1+1", "https://grid.zoucheng.gov.cn")
		p.Town, p.Community = "钢山街道", "三里营社区"
		s.Plates = append(s.Plates, p)
	}
	return s
}

func zipped(t *testing.T, s plate.Sheet) []byte {
	t.Helper()
	var out bytes.Buffer
	told := 0
	if err := s.Zip(t.Context(), &out, func(done int) { told = done }); err != nil || told != len(s.Plates) {
		t.Fatalf("told of %d, %v", told, err)
	}
	return out.Bytes()
}

func TestTheSameSheetIsTheSameZip(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(zipped(t, sheet()), zipped(t, sheet())) {
		t.Error("two zips of one sheet differ")
	}
}

func TestTheZipHasItsIndexAndItsPages(t *testing.T) {
	t.Parallel()
	b := zipped(t, sheet())
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if len(z.File) != 2+2*13 {
		t.Errorf("%d files, want an index, a page, 13 SVG and 13 PNG", len(z.File))
	}
	for _, f := range z.File {
		if !f.Modified.Equal(sheet().Time) {
			t.Errorf("%s is of %v, want the revision's time", f.Name, f.Modified)
		}
	}
	read := func(name string) string {
		text, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(text)
		if err != nil {
			t.Fatal(err)
		}
		return string(all)
	}
	index := read("index.csv")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(index, "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 14 || !strings.HasPrefix(index, "\uFEFF") {
		t.Fatalf("index.csv has %d rows, %v", len(rows), err)
	}
	want := "370883001004013|370883001004013-2|'=1+1|钢山街道|三里营社区|svg/370883001004013.svg|https://grid.zoucheng.gov.cn/g/370883001004013"
	if got := strings.Join(rows[13], "|"); got != want {
		t.Errorf("the last row is %s, want %s", got, want)
	}
	page := read("index.html")
	if n := strings.Count(page, `class="page"`); n != 2 {
		t.Errorf("13 plates are on %d pages, want 2", n)
	}
	if strings.Contains(page, "<b>") || !strings.Contains(page, "钢山街道&lt;b&gt;") {
		t.Error("a name became markup")
	}
	for _, r := range rows[1:] {
		if !strings.Contains(page, `src="`+r[5]+`"`) {
			t.Errorf("%s is not on the page", r[5])
		}
		if !strings.Contains(read(r[5]), "<svg") {
			t.Errorf("%s is no SVG", r[5])
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	p := plate.OfCode("370883001004002", "钢山街道三里营社区第02网格", "https://grid.zoucheng.gov.cn")
	for b.Loop() {
		s, err := plate.Encode(p.Link, plate.Q)
		if err != nil {
			b.Fatal(err)
		}
		s.SVG(p, true)
	}
}

func BenchmarkPNG(b *testing.B) {
	p := plate.OfCode("370883001004002", "", "https://grid.zoucheng.gov.cn")
	for b.Loop() {
		s, err := plate.Encode(p.Link, plate.Q)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.PNG(plate.DefaultSize); err != nil {
			b.Fatal(err)
		}
	}
}
