package vector

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// foreign is a file in a folder of its own that GDAL reads.
type foreign struct {
	dir, file string
	name      string    // as people know it
	open      []string  // options of GDAL's driver
	rows      *rowCount // of a Shapefile's table; nil where there is none
}

// layerInfo is what ogrinfo tells of one layer.
type layerInfo struct {
	name  string
	count int
	says  system
}

var (
	layerName  = regexp.MustCompile(`(?m)^Layer name: (.*)$`)
	layerCount = regexp.MustCompile(`(?m)^Feature Count: (\d+)$`)
	layerEPSG  = regexp.MustCompile(`(?m)^    ID\["EPSG",(\d+)\]\]$`)
	layerDatum = regexp.MustCompile(`(?:DATUM|ENSEMBLE)\["([^"]+)"`)
)

// layers lists the layers of the file.
func (f foreign) layers(ctx context.Context, o Options) ([]layerInfo, error) {
	args := append([]string{"-ro", "-so", "-al", "-noextent"}, f.open...)
	text, err := gdal(ctx, f.dir, o, "ogrinfo", append(args, f.file)...)
	if err != nil {
		return nil, err
	}
	starts := layerName.FindAllStringSubmatchIndex(text, -1)
	var out []layerInfo
	for i, s := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		out = append(out, infoOf(strings.TrimSpace(text[s[2]:s[3]]), text[s[0]:end]))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: it holds no layer", ErrUnreadable)
	}
	return out, nil
}

func infoOf(name, text string) layerInfo {
	l := layerInfo{name: name}
	if m := layerCount.FindStringSubmatch(text); m != nil {
		l.count, _ = strconv.Atoi(m[1]) // digits by the pattern
	}
	if m := layerEPSG.FindStringSubmatch(text); m != nil {
		l.says.epsg, _ = strconv.Atoi(m[1])
	}
	if m := layerDatum.FindStringSubmatch(text); m != nil && !strings.HasPrefix(m[1], "Unknown") && !strings.HasPrefix(m[1], "Undefined") {
		l.says.datum = m[1]
	}
	return l
}

// read dumps each layer as GeoJSON and reads that.
func (f foreign) read(ctx context.Context, o Options) ([]Layer, error) {
	infos, err := f.layers(ctx, o)
	if err != nil {
		return nil, err
	}
	var out []Layer
	for i, info := range infos {
		if info.count == 0 {
			continue
		}
		l := Layer{Name: f.name}
		if len(infos) > 1 {
			l.Name += ":" + info.name
		}
		if f.rows != nil && info.count != f.rows.all {
			return nil, fmt.Errorf("%w: the .dbf has %d rows and the .shp %d shapes: one of them is cut off or damaged", ErrUnreadable, f.rows.all, info.count)
		}
		if f.rows != nil {
			info.count -= f.rows.deleted
		}
		if err := l.dump(ctx, f, i, info, o); err != nil {
			if len(infos) > 1 {
				err = fmt.Errorf("layer %s: %w", info.name, err)
			}
			return nil, err
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: its layers hold no features", ErrUnreadable)
	}
	return out, nil
}

// dump converts one layer: native datums leave GDAL as the numbers they are, others are projected by it.
func (l *Layer) dump(ctx context.Context, f foreign, i int, info layerInfo, o Options) error {
	projection, err := l.settle(ctx, info.says, o)
	if err != nil {
		return err
	}
	dump := fmt.Sprintf("layer%d.geojson", i)
	args := append([]string{"-mapFieldType", "Date=String,DateTime=String,Time=String"}, f.open...)
	if err := toGeoJSON(ctx, f.dir, o, append(args, projection...), dump, f.file, info.name); err != nil {
		return err
	}
	if err := l.readDump(ctx, filepath.Join(f.dir, dump), info, o); err != nil {
		return err
	}
	return l.convert(len(projection) > 0)
}

// toGeoJSON lets ogr2ogr write a layer with all digits.
func toGeoJSON(ctx context.Context, dir string, o Options, args []string, to, from string, layer ...string) error {
	args = append([]string{"-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "-lco", "RFC7946=NO", "-lco", "WRITE_NAME=NO"}, args...)
	_, err := gdal(ctx, dir, o, "ogr2ogr", append(append(args, to, from), layer...)...)
	return err
}

var errEncoding = errors.New("is not in the encoding that was taken: name it with --encoding gb18030 or utf-8")

func (l *Layer) readDump(ctx context.Context, path string, info layerInfo, o Options) error {
	stat, err := os.Stat(path)
	if err != nil {
		return err
	}
	raw, err := parseGeoJSON(ctx, path, stat.Size(), o)
	switch {
	case errors.Is(err, errNotUTF8):
		return fmt.Errorf("%w: the text %w", ErrUnreadable, errEncoding)
	case err != nil:
		return err
	}
	if len(raw.features) != info.count {
		return fmt.Errorf("%w: the layer says it has %d features, %d could be read: it is cut off or damaged", ErrUnreadable, info.count, len(raw.features))
	}
	for _, f := range raw.features {
		for k, v := range f.Properties {
			if s, ok := v.(string); ok && strings.ContainsRune(s, '\uFFFD') {
				return fmt.Errorf("%w: feature %d: the text of %s %w", ErrUnreadable, f.Number, k, errEncoding)
			}
		}
	}
	l.Fields, l.Features = raw.fields, raw.features
	for i := range l.Features {
		l.Features[i].ID = "" // GDAL's own numbering names nothing
	}
	return nil
}

// project takes a GeoJSON of a datum that this program does not convert through GDAL.
func (l *Layer) project(ctx context.Context, path string, projection []string, o Options) error {
	dir, err := os.MkdirTemp("", "wangge-ogr-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left in the temporary folder harms nobody
	if err := copyFile(path, filepath.Join(dir, "in.geojson"), o.maxBytes()); err != nil {
		return err
	}
	if err := toGeoJSON(ctx, dir, o, projection, "out.geojson", "in.geojson"); err != nil {
		return err
	}
	raw, err := parseGeoJSON(ctx, filepath.Join(dir, "out.geojson"), 0, o)
	if err != nil {
		return err
	}
	if len(raw.features) != len(l.Features) {
		return fmt.Errorf("%w: GDAL projected %d of %d features", ErrUnreadable, len(raw.features), len(l.Features))
	}
	for i := range l.Features {
		l.Features[i].Geometry = raw.features[i].Geometry
	}
	return nil
}
