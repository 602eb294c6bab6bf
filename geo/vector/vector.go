package vector

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
)

// ErrUnreadable marks a file that is not what it should be: cut off, of another format, over a limit, hostile.
var ErrUnreadable = errors.New("cannot be read")

// Options tune reading. The zero value reads as the file says, within the default limits.
type Options struct {
	// Datum is the caller's word; empty takes the file's own.
	Datum datum.Datum
	// Undeclared is taken where neither says; empty refuses such a file.
	Undeclared datum.Datum
	// RFC7946 takes a GeoJSON that does not name its datum as WGS 84, as that standard has it; other formats have no such rule.
	RFC7946 bool
	// ToWGS84 holds the 3 or 7 parameters (dx,dy,dz[,rx,ry,rz,s]) of a datum whose way to CGCS2000 is not public.
	ToWGS84 string
	// Encoding of a Shapefile's or table's text: utf-8, gbk or gb18030; empty looks at the file.
	Encoding string
	// MaxBytes bounds each file, unpacked. Defaults to 2 GiB.
	MaxBytes int64
	// Timeout bounds each run of GDAL. Defaults to 10 minutes.
	Timeout time.Duration
	// Progress is told how much of a file is read, in bytes. May be nil.
	Progress func(done, total int64)
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return 2 << 30
}

func (o Options) timeout() time.Duration {
	if o.Timeout > 0 {
		return o.Timeout
	}
	return 10 * time.Minute
}

// Feature is one row of a layer.
type Feature struct {
	Number     int    // from 0 in the layer
	ID         string // GeoJSON's own id as text, else empty
	NumberID   bool   // the id is a number there
	Properties map[string]any
	Geometry   orb.Geometry // degrees of CGCS2000
}

// Layer is what a file, or one layer of it, holds.
type Layer struct {
	Name     string // base name of the file, with the layer's own name where there are several
	Datum    datum.Datum
	Notes    []string // what was assumed and converted
	Fields   []string // property names in the file's order
	Features []Feature
}

// Read reads the layers of a file. Errors name the file and the place in it.
func Read(ctx context.Context, path string, o Options) ([]Layer, error) {
	layers, err := read(ctx, path, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return layers, nil
}

func read(ctx context.Context, path string, o Options) ([]Layer, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.Size() > o.maxBytes():
		return nil, fmt.Errorf("%w: %d bytes are over the limit of %d", ErrUnreadable, info.Size(), o.maxBytes())
	case info.Size() == 0:
		return nil, fmt.Errorf("%w: the file is empty", ErrUnreadable)
	}
	name := filepath.Base(path)
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".geojson", ".json":
		l, err := readGeoJSON(ctx, path, name, info.Size(), o)
		if err != nil {
			return nil, err
		}
		return []Layer{l}, nil
	case ".shp":
		return readShapefile(ctx, path, name, o)
	case ".gpkg":
		return readGeoPackage(ctx, path, name, o)
	case ".kml":
		return readKML(ctx, path, name, o)
	case ".zip":
		return readZip(ctx, path, name, o)
	case ".kmz":
		return nil, fmt.Errorf("%w: unpack the .kmz and give its .kml", ErrUnreadable)
	default:
		return nil, fmt.Errorf("%w: %q is no known format; give .geojson, .shp, .zip, .gpkg or .kml, or a table as .csv or .xlsx", ErrUnreadable, ext)
	}
}

// OptionsOf gives what callers say of a file in words: its datum, the parameters of one whose way to CGCS2000 is not
// public (any EPSG code will do then), and the encoding of its text. All may be empty.
func OptionsOf(d, toWGS84, encoding string) (Options, error) {
	o := Options{ToWGS84: toWGS84, Encoding: encoding}
	if encoding != "" {
		if _, err := ogrEncoding(encoding); err != nil {
			return o, err
		}
	}
	if d == "" {
		return o, nil
	}
	if code := datum.Datum(strings.ToUpper(d)); toWGS84 != "" {
		if _, ok := code.EPSG(); ok {
			o.Datum = code
			return o, nil
		}
	}
	var err error
	o.Datum, err = datum.ParseFile(d)
	return o, err
}
