package tiles

// TileJSON describes a layer to map clients (TileJSON 3.0.0).
type TileJSON struct {
	TileJSON     string        `json:"tilejson"`
	Name         string        `json:"name"`
	Tiles        []string      `json:"tiles"`
	VectorLayers []VectorLayer `json:"vector_layers"`
	MinZoom      uint32        `json:"minzoom"`
	MaxZoom      uint32        `json:"maxzoom"`
	Bounds       [4]float64    `json:"bounds"` // west, south, east, north
	Center       [3]float64    `json:"center"` // longitude, latitude, zoom
}

// VectorLayer is one layer within the tiles.
type VectorLayer struct {
	ID      string            `json:"id"`
	Fields  map[string]string `json:"fields"`
	MinZoom uint32            `json:"minzoom"`
	MaxZoom uint32            `json:"maxzoom"`
}

// TileJSON describes the layer; tilesURL is the address of its tiles with {z}, {x} and {y} in it.
// A layer without areas has the bounds of the world.
func (l *Layer) TileJSON(tilesURL string) TileJSON {
	fields := map[string]string{}
	for i, k := range l.dict.keys {
		fields[k] = l.dict.kinds[i]
	}
	bounds := [4]float64{-180, -85.051129, 180, 85.051129}
	if !l.bounds.Empty() {
		low, high := l.bounds.Min.Orb(), l.bounds.Max.Orb()
		bounds = [4]float64{low[0], low[1], high[0], high[1]}
	}
	return TileJSON{
		TileJSON: "3.0.0", Name: l.name, Tiles: []string{tilesURL},
		VectorLayers: []VectorLayer{
			{ID: l.name, Fields: fields, MinZoom: l.minZoom, MaxZoom: l.maxZoom},
			{ID: l.name + "_label", Fields: fields, MinZoom: l.minZoom, MaxZoom: l.maxZoom},
		},
		MinZoom: l.minZoom, MaxZoom: l.maxZoom, Bounds: bounds,
		Center: [3]float64{(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, float64(l.fitting(bounds))},
	}
}

// fitting is the deepest zoom at which the bounds are narrower and lower than two tiles.
func (l *Layer) fitting(bounds [4]float64) uint32 {
	size := max((bounds[2]-bounds[0])/360, southing(bounds[1])-southing(bounds[3]))
	z := l.minZoom
	for z < l.maxZoom && size*float64(uint64(1)<<(z+1)) < 2 {
		z++
	}
	return z
}
