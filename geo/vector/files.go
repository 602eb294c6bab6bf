package vector

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) { // the file is shorter
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
		return foreign{dir: dir, file: "in.gpkg", name: name}.read(ctx, o)
	})
}

// readKML looks at the text first: a VRT or an entity under this name could make GDAL open other files.
func readKML(ctx context.Context, file, name string, o Options) ([]Layer, error) {
	if err := soundKML(file); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return workIn(func(dir string) ([]Layer, error) {
		if err := copyFile(file, filepath.Join(dir, "in.kml"), o.maxBytes()); err != nil {
			return nil, err
		}
		return foreign{dir: dir, file: "in.kml", name: name}.read(ctx, o)
	})
}

// soundKML reads the XML up to its root, which has to be <kml> without a document type before it.
func soundKML(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // only read from
	d := xml.NewDecoder(f)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // the tags are ASCII in all charsets that GDAL reads
	for {
		t, err := d.RawToken()
		if err != nil {
			return errors.New("it is no KML: its text is no XML")
		}
		switch t := t.(type) {
		case xml.Directive:
			return errors.New("a KML with a document type or entities is not taken")
		case xml.StartElement:
			if t.Name.Local != "kml" {
				return fmt.Errorf("it is no KML: it begins with <%s>", t.Name.Local)
			}
			return nil
		}
	}
}
