package vector

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// workIn gives f a folder of its own that is removed afterwards.
func workIn(f func(dir string) ([]Layer, error)) ([]Layer, error) {
	dir, err := os.MkdirTemp("", "wangge-ogr-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left in the temporary folder harms nobody
	return f(dir)
}

func copyFile(from, to string, limit int64) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read from
	return writeLimited(to, in, limit)
}

// writeLimited copies at most limit bytes; more is an error.
func writeLimited(to string, in io.Reader, limit int64) error {
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(out, io.LimitReader(in, limit+1))
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	if err == nil && n > limit {
		err = fmt.Errorf("%w: %s is over the limit of %d bytes", ErrUnreadable, filepath.Base(to), limit)
	}
	return err
}

func head(file string, n int) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	b := make([]byte, n)
	m, err := io.ReadFull(f, b)
	if err == io.ErrUnexpectedEOF { //nolint:errorlint // io.ReadFull gives it bare
		err = nil
	}
	return b[:m], err
}

func readGeoPackage(ctx context.Context, file, name string, o Options) ([]Layer, error) {
	b, err := head(file, 16)
	if err != nil {
		return nil, err
	}
	if string(b) != "SQLite format 3\x00" {
		return nil, fmt.Errorf("%w: it is no GeoPackage: its first bytes are not those of SQLite", ErrUnreadable)
	}
	return workIn(func(dir string) ([]Layer, error) {
		if err := copyFile(file, filepath.Join(dir, "in.gpkg"), o.maxBytes()); err != nil {
			return nil, err
		}
		return ogrRead(ctx, dir, "in.gpkg", name, o)
	})
}

// readKML looks at the text first: a VRT or an entity under this name could make GDAL open other files.
func readKML(ctx context.Context, file, name string, o Options) ([]Layer, error) {
	b, err := head(file, 1<<16)
	if err != nil {
		return nil, err
	}
	text := strings.TrimSpace(strings.TrimPrefix(string(b), "\ufeff"))
	switch {
	case !strings.HasPrefix(text, "<?xml") && !strings.HasPrefix(text, "<kml"), !strings.Contains(text, "<kml"):
		return nil, fmt.Errorf("%w: it is no KML: it does not begin with a <kml> element", ErrUnreadable)
	case strings.Contains(text, "<!DOCTYPE"), strings.Contains(text, "<!ENTITY"):
		return nil, fmt.Errorf("%w: a KML with a document type or entities is not taken", ErrUnreadable)
	}
	return workIn(func(dir string) ([]Layer, error) {
		if err := copyFile(file, filepath.Join(dir, "in.kml"), o.maxBytes()); err != nil {
			return nil, err
		}
		return ogrRead(ctx, dir, "in.kml", name, o)
	})
}

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
		layers, err := ogrRead(ctx, dir, "in.shp", name, o, "-oo", "ENCODING="+enc)
		for i := range layers {
			layers[i].Notes = append(layers[i].Notes, "text read as "+enc)
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

// dbfEncoding tells how a .dbf writes its text: the caller's word, the .cpg's, the file's code
// page, or what its bytes can be. GB18030 reads GBK and GB2312 as well.
func dbfEncoding(siblings map[string]string, given string) (string, error) {
	if given != "" {
		return ogrEncoding(given), nil
	}
	if cpg, ok := siblings[".cpg"]; ok {
		b, err := head(cpg, 64)
		if err != nil {
			return "", err
		}
		return ogrEncoding(strings.TrimSpace(string(b))), nil
	}
	dbf, ok := siblings[".dbf"]
	if !ok {
		return "UTF-8", nil
	}
	b, err := head(dbf, 4<<20)
	if err != nil {
		return "", err
	}
	if len(b) < 32 {
		return "", fmt.Errorf("%w: the .dbf is cut off", ErrUnreadable)
	}
	if b[29] == 0x4d || !utf8.Valid(trimRune(b[32:])) {
		return "GB18030", nil
	}
	return "UTF-8", nil
}

// trimRune takes away the last bytes, which may be the beginning of a character.
func trimRune(b []byte) []byte { return b[:max(0, len(b)-4)] }

func ogrEncoding(name string) string {
	switch n := strings.ToUpper(strings.NewReplacer("-", "", "_", "", " ", "").Replace(name)); n {
	case "GBK", "GB2312", "GB18030", "936", "CP936", "EUCCN", "ANSI936":
		return "GB18030"
	case "UTF8", "65001", "CP65001":
		return "UTF-8"
	default:
		return name
	}
}

// Limits of an archive. A map file packs to a fifth or so; a bomb packs to a thousandth.
const (
	maxEntries = 2000
	maxRatio   = 200
	freeBytes  = 16 << 20 // below this any ratio is harmless
)

// readZip unpacks an archive by itself and reads every map file in it, whatever its folders.
func readZip(ctx context.Context, file, name string, o Options) ([]Layer, error) {
	return workIn(func(dir string) ([]Layer, error) {
		found, err := unzip(file, dir, o)
		if err != nil {
			return nil, err
		}
		var out []Layer
		for _, inner := range found {
			layers, err := read(ctx, inner, o)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", filepath.Base(inner), err)
			}
			out = append(out, layers...)
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("%w: the archive holds no .shp, .geojson, .gpkg or .kml", ErrUnreadable)
		}
		if len(out) == 1 {
			out[0].Name = name
		}
		return out, nil
	})
}

// unzip writes the useful entries below dir, each folder of the archive to one of its own, and gives the map files.
func unzip(file, dir string, o Options) ([]string, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, fmt.Errorf("%w: it is no zip archive, or it is cut off: %w", ErrUnreadable, err)
	}
	defer z.Close() //nolint:errcheck // only read from
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("%w: the archive has %d entries, more than %d", ErrUnreadable, len(z.File), maxEntries)
	}
	folders := map[string]string{}
	left := o.maxBytes()
	var found []string
	for _, e := range z.File {
		entry := entryName(e)
		ext := strings.ToLower(path.Ext(entry))
		if e.FileInfo().IsDir() || !useful(ext) || strings.HasPrefix(path.Base(entry), "._") {
			continue
		}
		folder, ok := folders[path.Dir(entry)]
		if !ok {
			folder = filepath.Join(dir, fmt.Sprintf("folder%d", len(folders)))
			folders[path.Dir(entry)] = folder
			if err := os.Mkdir(folder, 0o700); err != nil {
				return nil, err
			}
		}
		to := filepath.Join(folder, filepath.Base(entry))
		n, err := unpack(e, to, left)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry, err)
		}
		left -= n
		if ext == ".shp" || ext == ".geojson" || ext == ".json" || ext == ".gpkg" || ext == ".kml" {
			found = append(found, to)
		}
	}
	slices.Sort(found)
	return found, nil
}

func useful(ext string) bool {
	return slices.Contains(shapeParts, ext) || ext == ".geojson" || ext == ".json" || ext == ".gpkg" || ext == ".kml"
}

// entryName gives an entry's name, which old Chinese programs write in GBK.
func entryName(e *zip.File) string {
	name := e.Name
	if e.NonUTF8 && !utf8.ValidString(name) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))[1:]
}

// unpack writes one entry and gives its size; a bomb is refused by its ratio and by what is left of the limit.
func unpack(e *zip.File, to string, left int64) (int64, error) {
	if e.UncompressedSize64 > freeBytes && e.UncompressedSize64/maxRatio > e.CompressedSize64 {
		return 0, fmt.Errorf("%w: it would unpack to %d times its size: refused as a zip bomb", ErrUnreadable, e.UncompressedSize64/max(1, e.CompressedSize64))
	}
	if e.UncompressedSize64 > uint64(left) {
		return 0, fmt.Errorf("%w: unpacked, the archive is over the limit", ErrUnreadable)
	}
	in, err := e.Open()
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	defer in.Close() //nolint:errcheck // only read from
	if err := writeLimited(to, in, min(left, int64(e.UncompressedSize64))); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return int64(e.UncompressedSize64), nil
}

// isBinary reports bytes that no text table has.
func isBinary(b []byte) bool { return bytes.IndexByte(b, 0) >= 0 }
