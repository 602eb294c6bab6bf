package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The zip of a division is written whole: what fails leaves nothing behind, and what was there stays.
func TestExportQR(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.begin()
	out := filepath.Join(t.TempDir(), "town.zip")
	export := func(more ...string) []string {
		return append([]string{"export", "qr", "--out", out}, more...)
	}
	o.does(1, "没有已发布的网格", export("--division", "370883001")...)
	o.does(0, "60 added", "import", "grids", "grids/*.geojson")
	o.does(0, "issued 60 codes", "code", "assign", "--commit")
	o.does(0, "revision 1", "publish", "--reason", "first")
	o.does(1, "there is no division 370883999", export("--division", "370883999")...)
	o.does(2, "must begin with http", export("--division", "370883001", "--public-url", "grid.example.gov.cn")...)
	o.does(1, "no such file or directory", "export", "qr", "--division", "370883001", "--out", filepath.Join(o.dir, "nowhere", "town.zip"))
	if left, err := os.ReadDir(filepath.Dir(out)); err != nil || len(left) > 0 {
		t.Fatalf("refused exports left %v, %v", left, err)
	}
	o.does(0, "打印前请以 --public-url 指定公开地址", export("--division", "370883001")...)
	o.does(0, "they lead to https://grid.example.gov.cn/g/CODE", export("--division", "370883001", "--public-url", "https://grid.example.gov.cn/", "--format", "png")...)
	first := plates(t, out)
	o.does(0, "they lead to", export("--division", "370883001", "--public-url", "https://grid.example.gov.cn", "--format", "png")...)
	if !bytes.Equal(first, plates(t, out)) {
		t.Error("the same map gives another zip")
	}
	if left, err := os.ReadDir(filepath.Dir(out)); err != nil || len(left) != 1 {
		t.Errorf("beside the zip there are %v, %v", left, err)
	}
}

// plates holds a zip to its index, and gives its bytes.
func plates(t *testing.T, name string) []byte {
	t.Helper()
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	index, err := z.Open("index.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(index).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := 2 + 2*(len(rows)-1); len(rows) < 2 || len(z.File) != want {
		t.Errorf("%d rows and %d files, want %d", len(rows), len(z.File), want)
	}
	for _, row := range rows[1:] {
		if link := "https://grid.example.gov.cn/g/" + row[0]; row[6] != link || !strings.HasPrefix(row[0], "370883001") {
			t.Errorf("%v does not lead to %s", row, link)
		}
	}
	return whole
}
