package vector

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// shapeParts are the files of a Shapefile that are of use here.
var shapeParts = []string{".shp", ".shx", ".dbf", ".prj", ".cpg"}

func readShapefile(ctx context.Context, file, name string, o Options) ([]Layer, error) {
	siblings, err := shapeSiblings(file)
	if err != nil {
		return nil, err
	}
	if err := soundShape(file); err != nil {
		return nil, err
	}
	var rows *rowCount
	if dbf, ok := siblings[".dbf"]; ok {
		if rows, err = countRows(dbf); err != nil {
			return nil, err
		}
	}
	return workIn(func(dir string) ([]Layer, error) {
		for ext, sibling := range siblings {
			if ext == ".cpg" {
				continue // its word is given to GDAL below
			}
			if err := copyFile(sibling, filepath.Join(dir, "in"+ext), o.maxBytes()); err != nil {
				return nil, err
			}
		}
		enc, err := dbfEncoding(siblings, o.Encoding)
		if err != nil {
			return nil, err
		}
		layers, err := foreign{dir: dir, file: "in.shp", name: name, rows: rows, open: []string{"-oo", "ENCODING=" + enc}}.read(ctx, o)
		for i := range layers {
			layers[i].note("text read as %s", enc)
		}
		return layers, err
	})
}

// shapeSiblings finds the parts of a Shapefile beside its .shp, in any case of letters.
func shapeSiblings(shp string) (map[string]string, error) {
	entries, err := os.ReadDir(filepath.Dir(shp))
	if err != nil {
		return nil, err
	}
	stem := strings.TrimSuffix(filepath.Base(shp), filepath.Ext(shp))
	out := map[string]string{}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		if strings.EqualFold(strings.TrimSuffix(e.Name(), ext), stem) && slices.Contains(shapeParts, strings.ToLower(ext)) {
			out[strings.ToLower(ext)] = filepath.Join(filepath.Dir(shp), e.Name())
		}
	}
	return out, nil
}

// soundShape compares the length that a .shp claims with the file's: GDAL reads a file that was cut
// off without an error.
func soundShape(file string) error {
	b, err := head(file, 100)
	if err != nil {
		return err
	}
	if len(b) < 100 || binary.BigEndian.Uint32(b) != 9994 {
		return fmt.Errorf("%w: it is no Shapefile: its first bytes are not those of a .shp", ErrUnreadable)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if claimed := int64(binary.BigEndian.Uint32(b[24:])) * 2; claimed != info.Size() {
		return fmt.Errorf("%w: the .shp says it has %d bytes and has %d: it is cut off or damaged", ErrUnreadable, claimed, info.Size())
	}
	return nil
}

// rowCount is how many rows a .dbf has, and how many of them are marked as deleted; each has a shape.
type rowCount struct{ all, deleted int }

// countRows reads the marks of a .dbf, and compares the length that it claims with its own.
func countRows(file string) (*rowCount, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b := make([]byte, 32)
	if _, err := io.ReadFull(f, b); err != nil {
		return nil, fmt.Errorf("%w: the .dbf is cut off: it has %d bytes", ErrUnreadable, info.Size())
	}
	n := &rowCount{all: int(binary.LittleEndian.Uint32(b[4:]))}
	header, row := int64(binary.LittleEndian.Uint16(b[8:])), int64(binary.LittleEndian.Uint16(b[10:]))
	if claimed := header + int64(n.all)*row; info.Size() < claimed || row == 0 {
		return nil, fmt.Errorf("%w: the .dbf says it has %d bytes and has %d: it is cut off or damaged", ErrUnreadable, claimed, info.Size())
	}
	for i := range n.all {
		if _, err := f.ReadAt(b[:1], header+int64(i)*row); err != nil {
			return nil, err
		}
		if b[0] == '*' {
			n.deleted++
		}
	}
	return n, nil
}

// dbfEncoding tells how a .dbf writes its text: the caller's word, the .cpg's, the file's code
// page, or what its bytes can be. GB18030 reads GBK and GB2312 as well.
func dbfEncoding(siblings map[string]string, given string) (string, error) {
	if given != "" {
		return ogrEncoding(given)
	}
	if cpg, ok := siblings[".cpg"]; ok {
		b, err := head(cpg, 64)
		if err != nil {
			return "", err
		}
		enc, err := ogrEncoding(strings.TrimSpace(string(b)))
		if err != nil {
			err = fmt.Errorf("the .cpg: %w", err)
		}
		return enc, err
	}
	dbf, ok := siblings[".dbf"]
	if !ok {
		return "UTF-8", nil
	}
	b, err := head(dbf, 4<<20)
	if err != nil {
		return "", err
	}
	if b[29] == 0x4d || !utf8.Valid(trimRune(b[32:])) {
		return "GB18030", nil
	}
	return "UTF-8", nil
}

// trimRune takes away the last bytes, which may be the beginning of a character.
func trimRune(b []byte) []byte { return b[:max(0, len(b)-4)] }

// Encoding knows an encoding by the names that people use for it, and gives the usual one.
func Encoding(name string) (string, error) { return ogrEncoding(name) }

// ogrEncoding gives an encoding the name that GDAL knows it by.
func ogrEncoding(name string) (string, error) {
	switch n := strings.ToUpper(strings.NewReplacer("-", "", "_", "", " ", "").Replace(name)); n {
	case "GBK", "GB2312", "GB18030", "936", "CP936", "EUCCN", "ANSI936":
		return "GB18030", nil
	case "UTF8", "65001", "CP65001":
		return "UTF-8", nil
	case "88591", "ISO88591", "LATIN1", "1252", "CP1252", "ANSI1252", "WINDOWS1252":
		return "ISO-8859-1", nil
	default:
		return "", fmt.Errorf("%w: the encoding %q is not known: say --encoding gb18030 or utf-8", ErrUnreadable, name)
	}
}
