package tiles

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field numbers of the vector tile standard 2.1, section 4.
const (
	tileLayers = 3

	layerName, layerFeatures, layerKeys, layerValues, layerExtent, layerVersion = 1, 2, 3, 4, 5, 15

	featureID, featureTags, featureType, featureGeometry = 1, 2, 3, 4

	valueString, valueDouble, valueSint, valueBool = 1, 3, 6, 7

	typePoint, typePolygon = 1, 3

	moveTo, lineTo, closePath = 1, 2, 7

	version = 2
)

// tag is one property: where its key and its value stand in the dictionary.
type tag struct{ key, value int }

// dictionary holds all keys and encoded values of a layer, each once.
type dictionary struct {
	keys, values []string
	kinds        []string // of the keys: String, Number or Boolean, for TileJSON
	keyAt        map[string]int
	valueAt      map[string]int
}

func newDictionary() dictionary {
	return dictionary{keyAt: map[string]int{}, valueAt: map[string]int{}}
}

// tags enters the properties by name.
func (d *dictionary) tags(properties map[string]any) []tag {
	out := make([]tag, 0, len(properties))
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if properties[name] == nil {
			continue
		}
		value, kind := encodeValue(properties[name])
		key, known := d.keyAt[name]
		if !known {
			key = len(d.keys)
			d.keyAt[name], d.keys, d.kinds = key, append(d.keys, name), append(d.kinds, kind)
		}
		at, known := d.valueAt[string(value)]
		if !known {
			at = len(d.values)
			d.valueAt[string(value)], d.values = at, append(d.values, string(value))
		}
		out = append(out, tag{key, at})
	}
	return out
}

func encodeValue(v any) (value []byte, kind string) {
	switch v := v.(type) {
	case string:
		return protowire.AppendString(protowire.AppendTag(nil, valueString, protowire.BytesType), v), "String"
	case bool:
		return protowire.AppendVarint(protowire.AppendTag(nil, valueBool, protowire.VarintType), protowire.EncodeBool(v)), "Boolean"
	case int:
		return encodeInt(int64(v)), "Number"
	case int32:
		return encodeInt(int64(v)), "Number"
	case int64:
		return encodeInt(v), "Number"
	case float64:
		return protowire.AppendFixed64(protowire.AppendTag(nil, valueDouble, protowire.Fixed64Type), math.Float64bits(v)), "Number"
	default:
		return encodeValue(fmt.Sprint(v))
	}
}

func encodeInt(v int64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(nil, valueSint, protowire.VarintType), protowire.EncodeZigZag(v))
}

// encoder writes one layer of one tile; keys and values are numbered anew, by their first use.
type encoder struct {
	name           string
	dict           *dictionary
	features       []byte
	keys, values   []int
	keyAt, valueAt map[int]uint64
	tags, geometry []byte // reused
}

func newEncoder(name string, d *dictionary) *encoder {
	return &encoder{name: name, dict: d, keyAt: map[int]uint64{}, valueAt: map[int]uint64{}}
}

func (e *encoder) polygon(a *area, rings []path) {
	g, at := e.geometry[:0], spot{}
	for _, ring := range rings {
		g = appendCommand(g, moveTo, 1)
		g, at = appendStep(g, at, ring[0])
		g = appendCommand(g, lineTo, len(ring)-1)
		for _, s := range ring[1:] {
			g, at = appendStep(g, at, s)
		}
		g = appendCommand(g, closePath, 1)
	}
	e.geometry = g
	e.feature(a, typePolygon)
}

func (e *encoder) point(a *area, s spot) {
	e.geometry, _ = appendStep(appendCommand(e.geometry[:0], moveTo, 1), spot{}, s)
	e.feature(a, typePoint)
}

func appendCommand(b []byte, command, count int) []byte {
	return protowire.AppendVarint(b, uint64(command)|uint64(count)<<3)
}

func appendStep(b []byte, from, to spot) ([]byte, spot) {
	b = protowire.AppendVarint(b, protowire.EncodeZigZag(to.x-from.x))
	return protowire.AppendVarint(b, protowire.EncodeZigZag(to.y-from.y)), to
}

// feature writes a with the geometry that stands ready.
func (e *encoder) feature(a *area, kind uint64) {
	e.tags = e.tags[:0]
	for _, t := range a.tags {
		e.tags = protowire.AppendVarint(e.tags, number(t.key, e.keyAt, &e.keys))
		e.tags = protowire.AppendVarint(e.tags, number(t.value, e.valueAt, &e.values))
	}
	var b []byte
	b = protowire.AppendVarint(protowire.AppendTag(b, featureID, protowire.VarintType), a.id)
	if len(e.tags) > 0 {
		b = protowire.AppendBytes(protowire.AppendTag(b, featureTags, protowire.BytesType), e.tags)
	}
	b = protowire.AppendVarint(protowire.AppendTag(b, featureType, protowire.VarintType), kind)
	b = protowire.AppendBytes(protowire.AppendTag(b, featureGeometry, protowire.BytesType), e.geometry)
	e.features = protowire.AppendBytes(protowire.AppendTag(e.features, layerFeatures, protowire.BytesType), b)
}

// number gives the place of an entry in this tile's own table.
func number(entry int, at map[int]uint64, table *[]int) uint64 {
	n, known := at[entry]
	if !known {
		n = uint64(len(*table))
		at[entry], *table = n, append(*table, entry)
	}
	return n
}

// layer appends the layer to a tile; one without features is left out.
func (e *encoder) layer(tile []byte) []byte {
	if len(e.features) == 0 {
		return tile
	}
	b := protowire.AppendVarint(protowire.AppendTag(nil, layerVersion, protowire.VarintType), version)
	b = protowire.AppendString(protowire.AppendTag(b, layerName, protowire.BytesType), e.name)
	b = append(b, e.features...)
	for _, k := range e.keys {
		b = protowire.AppendString(protowire.AppendTag(b, layerKeys, protowire.BytesType), e.dict.keys[k])
	}
	for _, v := range e.values {
		b = protowire.AppendString(protowire.AppendTag(b, layerValues, protowire.BytesType), e.dict.values[v])
	}
	b = protowire.AppendVarint(protowire.AppendTag(b, layerExtent, protowire.VarintType), Extent)
	return protowire.AppendBytes(protowire.AppendTag(tile, tileLayers, protowire.BytesType), b)
}
