package vector

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

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
	if err := bombless(z.File, o.maxBytes()); err != nil {
		return nil, err
	}
	folders := map[string]string{}
	var found []string
	for _, e := range z.File {
		entry := entryName(e)
		ext := strings.ToLower(path.Ext(entry))
		if !useful(e, entry) {
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
		if err := unpack(e, to); err != nil {
			return nil, fmt.Errorf("%s: %w", entry, err)
		}
		if slices.Contains(mapEndings, ext) {
			found = append(found, to)
		}
	}
	slices.Sort(found)
	return found, nil
}

// bombless looks at what an archive says of itself before anything is unpacked; unpack holds it to that.
func bombless(entries []*zip.File, limit int64) error {
	if len(entries) > maxEntries {
		return fmt.Errorf("%w: the archive has %d entries, more than %d", ErrUnreadable, len(entries), maxEntries)
	}
	var packed, unpacked uint64
	for _, e := range entries {
		if e.UncompressedSize64 > uint64(limit) {
			return fmt.Errorf("%w: unpacked, %s is over the limit of %d bytes", ErrUnreadable, entryName(e), limit)
		}
		packed, unpacked = packed+e.CompressedSize64, unpacked+e.UncompressedSize64
	}
	switch {
	case unpacked > freeBytes && unpacked/maxRatio > packed:
		return fmt.Errorf("%w: the archive would unpack to %d times its size: refused as a zip bomb", ErrUnreadable, unpacked/max(1, packed))
	case unpacked > uint64(limit):
		return fmt.Errorf("%w: unpacked, the archive is over the limit of %d bytes", ErrUnreadable, limit)
	default:
		return nil
	}
}

var mapEndings = []string{".shp", ".geojson", ".json", ".gpkg", ".kml"}

// useful reports whether an entry is a map file or a part of one; macOS adds shadows of files that begin with "._".
func useful(e *zip.File, name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return !e.FileInfo().IsDir() && !strings.HasPrefix(path.Base(name), "._") && (slices.Contains(mapEndings, ext) || slices.Contains(shapeParts, ext))
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

// unpack writes one entry, as many bytes as it says it has.
func unpack(e *zip.File, to string) error {
	in, err := e.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	defer in.Close() //nolint:errcheck // only read from
	err = writeLimited(to, in, int64(e.UncompressedSize64))
	switch {
	case errors.Is(err, os.ErrExist):
		return fmt.Errorf("%w: the archive holds it twice", ErrUnreadable)
	case err != nil:
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	default:
		return nil
	}
}
