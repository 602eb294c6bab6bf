package vector

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"wangge/geo/datum"
)

// readGeoJSON reads a FeatureCollection, or a single Feature, in one pass; memory holds one
// feature's text at a time.
func readGeoJSON(ctx context.Context, path, name string, size int64, o Options) (Layer, error) {
	raw, err := parseGeoJSON(ctx, path, size, o)
	if err != nil {
		return Layer{}, err
	}
	l := Layer{Name: name, Fields: raw.fields, Features: raw.features}
	declared, err := crsDatum(raw.crs)
	if err != nil {
		return Layer{}, err
	}
	if err := l.settle(declared, o); err != nil {
		return Layer{}, err
	}
	if !l.Datum.Native() {
		return reproject(ctx, path, name, l, o)
	}
	return l, l.convert()
}

// rawFile is a parsed file with coordinates as they stand in it.
type rawFile struct {
	crs      json.RawMessage
	fields   []string
	features []Feature
}

func parseGeoJSON(ctx context.Context, path string, size int64, o Options) (rawFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return rawFile{}, err
	}
	defer f.Close() //nolint:errcheck // only read from
	in := bufio.NewReaderSize(f, 1<<16)
	if bom, err := in.Peek(3); err == nil && bytes.Equal(bom, []byte("\xef\xbb\xbf")) {
		if _, err := in.Discard(3); err != nil {
			return rawFile{}, err
		}
	}
	// encoding/json would replace broken text without a word.
	p := geoJSONParser{ctx: ctx, size: size, o: o, dec: json.NewDecoder(transform.NewReader(in, encoding.UTF8Validator)), seen: map[string]bool{}}
	if err := p.file(); err != nil {
		return rawFile{}, p.where(err)
	}
	return p.raw, nil
}

type geoJSONParser struct {
	ctx  context.Context // lives as long as one call
	size int64
	o    Options
	dec  *json.Decoder
	raw  rawFile
	seen map[string]bool
}

// where adds the place to an error of the decoder.
func (p *geoJSONParser) where(err error) error {
	switch {
	case errors.Is(err, encoding.ErrInvalidUTF8):
		return fmt.Errorf("%w: after byte %d the text is not UTF-8, as GeoJSON has to be", ErrUnreadable, p.dec.InputOffset())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: the file ends at byte %d, in the middle of its text (after feature %d)", ErrUnreadable, p.dec.InputOffset(), len(p.raw.features)-1)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	default:
		return fmt.Errorf("%w: near byte %d, feature %d: %w", ErrUnreadable, p.dec.InputOffset(), len(p.raw.features), err)
	}
}

// file reads the members of the outermost object.
func (p *geoJSONParser) file() error {
	if t, err := p.dec.Token(); err != nil {
		return err
	} else if t != json.Delim('{') {
		return errors.New("this is no GeoJSON: it does not begin with an object")
	}
	whole := map[string]json.RawMessage{}
	collection := false
	for p.dec.More() {
		t, err := p.dec.Token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		if key == "features" {
			collection = true
			if err := p.features(); err != nil {
				return err
			}
			continue
		}
		var v json.RawMessage
		if err := p.dec.Decode(&v); err != nil {
			return err
		}
		whole[key] = v
	}
	if _, err := p.dec.Token(); err != nil { // the closing brace
		return err
	}
	p.raw.crs = whole["crs"]
	return p.single(whole, collection)
}

// single takes a file that is one Feature; anything else that is no collection is refused.
func (p *geoJSONParser) single(whole map[string]json.RawMessage, collection bool) error {
	kind := strings.Trim(string(whole["type"]), `"`)
	switch {
	case collection && kind == "FeatureCollection":
		return nil
	case kind == "Topology":
		return errors.New("this is TopoJSON; convert it to GeoJSON")
	case kind != "Feature":
		return fmt.Errorf("this is %q; a FeatureCollection is wanted", kind)
	}
	text, err := json.Marshal(whole)
	if err != nil {
		return err
	}
	var f rawFeature
	if err := decodeNumbers(text, &f); err != nil {
		return err
	}
	return p.add(f)
}

func decodeNumbers(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(v)
}

type rawFeature struct {
	Type       string          `json:"type"`
	ID         json.RawMessage `json:"id"`
	Properties json.RawMessage `json:"properties"`
	Geometry   json.RawMessage `json:"geometry"`
}

func (p *geoJSONParser) features() error {
	if t, err := p.dec.Token(); err != nil {
		return err
	} else if t != json.Delim('[') {
		return errors.New(`"features" is no array`)
	}
	for p.dec.More() {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		var f rawFeature
		if err := p.dec.Decode(&f); err != nil {
			return err
		}
		if err := p.add(f); err != nil {
			return err
		}
		if n := len(p.raw.features); p.o.Progress != nil && n%512 == 0 {
			p.o.Progress(p.dec.InputOffset(), p.size)
		}
	}
	_, err := p.dec.Token()
	return err
}

func (p *geoJSONParser) add(f rawFeature) error {
	if f.Type != "Feature" {
		return fmt.Errorf("its type is %q, not Feature", f.Type)
	}
	out := Feature{Number: len(p.raw.features), ID: strings.Trim(string(f.ID), `"`)}
	if out.ID == "null" {
		out.ID = ""
	}
	var err error
	if out.Properties, err = p.properties(f.Properties); err != nil {
		return fmt.Errorf("properties: %w", err)
	}
	if out.Geometry, err = geometry(f.Geometry); err != nil {
		return fmt.Errorf("geometry: %w", err)
	}
	p.raw.features = append(p.raw.features, out)
	return nil
}

// properties reads the members in their order, since the first file's order is what people see.
func (p *geoJSONParser) properties(text json.RawMessage) (map[string]any, error) {
	if len(text) == 0 || string(text) == "null" {
		return map[string]any{}, nil
	}
	var m map[string]any
	if err := decodeNumbers(text, &m); err != nil {
		return nil, err
	}
	if len(m) > 0 && len(p.seen) < maxFields {
		p.keys(text)
	}
	return m, nil
}

const maxFields = 1000

// keys notes names that were not seen yet, in their order.
func (p *geoJSONParser) keys(text json.RawMessage) {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		return
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return
		}
		if key, ok := t.(string); ok && !p.seen[key] {
			p.seen[key] = true
			p.raw.fields = append(p.raw.fields, key)
		}
		var skip json.RawMessage
		if err := d.Decode(&skip); err != nil {
			return
		}
	}
}

func geometry(text json.RawMessage) (orb.Geometry, error) {
	if len(text) == 0 || string(text) == "null" {
		return nil, errors.New("there is none")
	}
	g, err := geojson.UnmarshalGeometry(text)
	if err != nil {
		return nil, err
	}
	return flatten(g.Geometry())
}

// flatten makes one multi-part geometry of a collection of like parts, as KML has them.
func flatten(g orb.Geometry) (orb.Geometry, error) {
	c, ok := g.(orb.Collection)
	if !ok {
		return g, nil
	}
	var polygons orb.MultiPolygon
	var lines orb.MultiLineString
	for _, part := range c {
		switch part := part.(type) {
		case orb.Polygon:
			polygons = append(polygons, part)
		case orb.MultiPolygon:
			polygons = append(polygons, part...)
		case orb.LineString:
			lines = append(lines, part)
		default:
			return nil, fmt.Errorf("a collection with a %s", part.GeoJSONType())
		}
	}
	switch {
	case len(polygons) > 0 && len(lines) == 0:
		return polygons, nil
	case len(lines) > 0 && len(polygons) == 0:
		return lines, nil
	default:
		return nil, errors.New("a collection that is empty, or mixes lines and areas")
	}
}

// crsDatum reads the crs member of older GeoJSON; empty where there is none.
func crsDatum(text json.RawMessage) (datum.Datum, error) {
	if len(text) == 0 || string(text) == "null" {
		return "", nil
	}
	var crs struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(text, &crs); err != nil {
		return "", fmt.Errorf("%w: member crs: %w", ErrUnreadable, err)
	}
	name := strings.ToUpper(crs.Properties.Name)
	if strings.HasSuffix(name, "CRS84") {
		return datum.WGS84, nil
	}
	code := name[strings.LastIndexAny(name, ":/")+1:]
	d, err := datum.ParseFile("EPSG:" + code)
	if err != nil {
		return "", fmt.Errorf("member crs (%s): %w", crs.Properties.Name, err)
	}
	return d, nil
}
