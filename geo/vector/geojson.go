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

	"github.com/go-json-experiment/json/jsontext"
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
	p := geoJSONParser{ctx: ctx, size: size, o: o, dec: newJSON(transform.NewReader(in, encoding.UTF8Validator)), seen: map[string]bool{}}
	if err := p.file(); err != nil {
		return rawFile{}, p.where(err)
	}
	return p.raw, nil
}

type geoJSONParser struct {
	ctx  context.Context // lives as long as one call
	size int64
	o    Options
	dec  *jsontext.Decoder
	raw  rawFile
	seen map[string]bool
}

// newJSON reads JSON text that is known to be UTF-8. A property that is there twice is taken as encoding/json takes it.
func newJSON(r io.Reader) *jsontext.Decoder {
	return jsontext.NewDecoder(r, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
}

var errNotUTF8 = errors.New("the text is not UTF-8, as GeoJSON has to be")

// where adds the place to an error of the decoder.
func (p *geoJSONParser) where(err error) error {
	switch {
	case errors.Is(err, encoding.ErrInvalidUTF8):
		return fmt.Errorf("%w: after byte %d %w", ErrUnreadable, p.dec.InputOffset(), errNotUTF8)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: the file ends at byte %d, in the middle of its text (%d features are whole)", ErrUnreadable, p.dec.InputOffset(), len(p.raw.features))
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	default:
		return fmt.Errorf("%w: near byte %d, feature %d: %w", ErrUnreadable, p.dec.InputOffset(), len(p.raw.features), err)
	}
}

// file reads the members of the outermost object.
func (p *geoJSONParser) file() error {
	if p.dec.PeekKind() != '{' {
		if _, err := p.dec.ReadToken(); err != nil {
			return err
		}
		return errors.New("this is no GeoJSON: it does not begin with an object")
	}
	whole := map[string]json.RawMessage{}
	collection := false
	err := members(p.dec, func(name string) error {
		if name != "features" {
			v, err := p.dec.ReadValue()
			whole[name] = json.RawMessage(v.Clone())
			return err
		}
		if collection {
			return errors.New(`the member "features" is there twice`)
		}
		collection = true
		return p.features()
	})
	if err != nil {
		return err
	}
	if _, err := p.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("there is more text after the end of the collection")
	}
	p.raw.crs = whole["crs"]
	return p.single(whole, collection)
}

// members calls f for each member of an object, before its value, which f has to read.
func members(d *jsontext.Decoder, f func(name string) error) error {
	if _, err := d.ReadToken(); err != nil { // the opening brace
		return err
	}
	for d.PeekKind() != '}' {
		t, err := d.ReadToken()
		if err != nil {
			return err
		}
		if err := f(t.String()); err != nil {
			return err
		}
	}
	_, err := d.ReadToken()
	return err
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
	p.dec = newJSON(bytes.NewReader(text))
	return p.feature()
}

func decodeNumbers(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(v)
}

func (p *geoJSONParser) features() error {
	if kind := p.dec.PeekKind(); kind != '[' && kind != 0 {
		return errors.New(`"features" is no array`)
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return err
	}
	for p.dec.PeekKind() != ']' {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if err := p.feature(); err != nil {
			return err
		}
		if n := len(p.raw.features); p.o.Progress != nil && n%512 == 0 {
			p.o.Progress(p.dec.InputOffset(), p.size)
		}
	}
	_, err := p.dec.ReadToken()
	return err
}

// feature reads one feature, member by member.
func (p *geoJSONParser) feature() error {
	if kind := p.dec.PeekKind(); kind != '{' && kind != 0 {
		return errors.New("a feature is no object")
	}
	out := Feature{Number: len(p.raw.features), Properties: map[string]any{}}
	kind, shaped := "", false
	err := members(p.dec, func(name string) error {
		var err error
		switch name {
		case "geometry":
			shaped = true
			if out.Geometry, err = readGeometry(p.dec); err != nil {
				err = fmt.Errorf("geometry: %w", err)
			}
			return err
		case "properties":
			if out.Properties, err = p.properties(); err != nil {
				err = fmt.Errorf("properties: %w", err)
			}
			return err
		}
		text, err := p.dec.ReadValue()
		if err != nil {
			return err
		}
		switch name {
		case "type":
			kind = strings.Trim(string(text), `"`)
		case "id":
			out.ID, err = featureID(json.RawMessage(text))
			out.NumberID = out.ID != "" && text[0] != '"'
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case kind != "Feature":
		return fmt.Errorf("its type is %q, not Feature", kind)
	case !shaped:
		return fmt.Errorf("geometry: %w", errNoGeometry)
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

// properties reads the members and notes their order, since the first file's order is what people see.
func (p *geoJSONParser) properties() (map[string]any, error) {
	switch p.dec.PeekKind() {
	case 'n':
		_, err := p.dec.ReadToken()
		return map[string]any{}, err
	case '{', 0:
	default:
		return nil, errors.New("they are no object")
	}
	m := map[string]any{}
	err := members(p.dec, func(name string) (err error) {
		if !p.seen[name] && len(p.seen) < maxFields {
			p.seen[name] = true
			p.raw.fields = append(p.raw.fields, name)
		}
		m[name], err = property(p.dec)
		return err
	})
	return m, err
}

const maxFields = 1000

// property reads a value; a number stays as it is written.
func property(d *jsontext.Decoder) (any, error) {
	kind := d.PeekKind()
	if kind == '{' || kind == '[' {
		text, err := d.ReadValue()
		if err != nil {
			return nil, err
		}
		var v any
		err = decodeNumbers(text, &v)
		return v, err
	}
	t, err := d.ReadToken()
	switch {
	case err != nil:
		return nil, err
	case kind == '"':
		return t.String(), nil
	case kind == '0':
		return json.Number(t.String()), nil
	case kind == 'n':
		return nil, nil //nolint:nilnil // null is a value
	default:
		return t.Bool(), nil
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
