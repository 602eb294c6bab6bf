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
	"strconv"
	"strings"

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
	says, err := crsSays(raw.crs)
	if err != nil {
		return Layer{}, err
	}
	if o.RFC7946 && o.Undeclared == "" {
		o.Undeclared = datum.WGS84
	}
	projection, err := l.settle(ctx, says, o)
	if err != nil {
		return Layer{}, err
	}
	if len(projection) > 0 {
		if err := l.project(ctx, path, projection, o); err != nil {
			return Layer{}, err
		}
	}
	return l, l.convert(len(projection) > 0)
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

var errNotUTF8 = errors.New("the text is not UTF-8, as GeoJSON has to be")

// where adds the place to an error of the decoder.
func (p *geoJSONParser) where(err error) error {
	switch {
	case errors.Is(err, encoding.ErrInvalidUTF8):
		return fmt.Errorf("%w: after byte %d %w", ErrUnreadable, p.dec.InputOffset(), errNotUTF8)
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
			if collection {
				return errors.New(`the member "features" is there twice`)
			}
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
	if _, err := p.dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more text after the end of the collection")
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

// notOfThisType says in words what encoding/json says of Go's types.
func notOfThisType(err error, words string) error {
	if e := (*json.UnmarshalTypeError)(nil); errors.As(err, &e) {
		return errors.New(words)
	}
	return err
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
			return notOfThisType(err, "a feature is no object")
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
	out := Feature{Number: len(p.raw.features)}
	var err error
	if out.ID, err = featureID(f.ID); err != nil {
		return err
	}
	out.NumberID = out.ID != "" && f.ID[0] != '"'
	if out.Properties, err = p.properties(f.Properties); err != nil {
		return fmt.Errorf("properties: %w", err)
	}
	if out.Geometry, err = geometry(f.Geometry); err != nil {
		return fmt.Errorf("geometry: %w", err)
	}
	p.raw.features = append(p.raw.features, out)
	return nil
}

// featureID gives a feature's id, a string or a number, as text; empty where it has none.
func featureID(text json.RawMessage) (string, error) {
	var id any
	if len(text) == 0 {
		return "", nil
	}
	if err := decodeNumbers(text, &id); err != nil {
		return "", err
	}
	switch id := id.(type) {
	case nil:
		return "", nil
	case string:
		return id, nil
	case json.Number:
		return id.String(), nil
	default:
		return "", errors.New("its id is neither text nor a number")
	}
}

// properties reads the members in their order, since the first file's order is what people see.
func (p *geoJSONParser) properties(text json.RawMessage) (map[string]any, error) {
	if len(text) == 0 || string(text) == "null" {
		return map[string]any{}, nil
	}
	var m map[string]any
	if err := decodeNumbers(text, &m); err != nil {
		return nil, notOfThisType(err, "they are no object")
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

// crsSays reads the crs member of older GeoJSON.
func crsSays(text json.RawMessage) (system, error) {
	if len(text) == 0 || string(text) == "null" {
		return system{}, nil
	}
	var crs struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(text, &crs); err != nil {
		return system{}, fmt.Errorf("%w: the member crs is none of GeoJSON", ErrUnreadable)
	}
	name := strings.ToUpper(crs.Properties.Name)
	if strings.HasSuffix(name, "CRS84") {
		return system{epsg: 4326}, nil
	}
	n, err := strconv.Atoi(name[strings.LastIndexAny(name, ":/")+1:])
	if err != nil {
		return system{}, fmt.Errorf("%w: the member crs names %q, which is no EPSG code", ErrUnreadable, crs.Properties.Name)
	}
	return system{epsg: n}, nil
}
