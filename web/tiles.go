package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"wangge/registry"
	"wangge/registry/snapshot"
	"wangge/tiles"
)

// tileCacheBytes is what the tiles of one layer may hold.
const tileCacheBytes = 64 << 20

// deepest is the last zoom with tiles of its own; clients enlarge those beyond.
const deepest = 16

// layers holds the tile layers of the newest snapshot that was asked for.
type layers struct {
	mu      sync.Mutex
	present layerSet
}

// layerSet is the layers of one snapshot, by name.
type layerSet struct {
	change   int64
	ground   snapshot.Ground
	revision int
	byName   map[string]layer
}

type layer struct {
	*tiles.Layer
	cache *tiles.Cache
}

func newLayer(name string, features []tiles.Feature, from uint32, cacheBytes int64) layer {
	made := tiles.NewLayer(name, features, from, deepest)
	return layer{made, tiles.NewCache(made, cacheBytes)}
}

// of gives the layers of a snapshot, made at the first question; a request that still holds an older one gets the newer layers. A
// change of people alone leaves the layers and the tiles that were made of them.
func (l *layers) of(s *snapshot.Snapshot) layerSet {
	l.mu.Lock()
	defer l.mu.Unlock()
	change, ground := s.Version().Change, s.Ground()
	switch {
	case l.present.byName != nil && change <= l.present.change:
	case l.present.byName != nil && ground.Same(l.present.ground):
		l.present.change = change
	default:
		l.present = layerSet{change: change, ground: ground, revision: s.Revision().Number, byName: makeLayers(s)}
	}
	return l.present
}

func makeLayers(s *snapshot.Snapshot) map[string]layer {
	grids := make([]tiles.Feature, 0, len(s.Grids()))
	for _, g := range s.Grids() {
		grids = append(grids, tiles.Feature{ID: number(g.Code), Shape: g.Shape, Label: g.At, Properties: map[string]any{
			"code": g.Code, "name": g.Name, "community": g.Community, "town": g.Town(), "kind": string(g.Kind), "population": g.Population,
		}})
	}
	byLevel := map[registry.Level][]tiles.Feature{}
	for _, d := range s.Divisions() {
		if len(d.Shape) > 0 {
			byLevel[d.Level] = append(byLevel[d.Level], tiles.Feature{ID: number(d.Code), Shape: d.Shape, Label: d.At, Properties: map[string]any{
				"code": d.Code, "name": d.Name, "level": string(d.Level), "grids": d.Grids,
			}})
		}
	}
	out := map[string]layer{}
	add := func(name string, features []tiles.Feature, from uint32) {
		out[name] = newLayer(name, features, from, tileCacheBytes)
	}
	add("county", byLevel[registry.County], 0)
	add("towns", byLevel[registry.Town], 5)
	add("communities", byLevel[registry.Community], 7)
	add("divisions", slices.Concat(byLevel[registry.County], byLevel[registry.Town], byLevel[registry.Community]), 0) // clients take the level they want
	add("grids", grids, 8)
	return out
}

// number gives a code as a feature id; codes that are no numbers have none.
func number(code string) uint64 {
	n, err := strconv.ParseUint(code, 10, 53)
	if err != nil {
		return 0
	}
	return n
}

func (s *Server) routeTiles() {
	s.plain(s.tileJSONOperation(), s.tileJSON)
	s.plain(s.tileOperation(), s.tile)
}

// layer finds a layer by its name, and says how long its tiles may be kept by who asks for them with a revision.
func (s *Server) layer(ctx context.Context, name, rev string) (l layer, caching string, err error) {
	switch kind, of, _ := strings.Cut(name, "-"); kind {
	case networkLayer:
		l, err = s.networkTiles(of)
		return l, "no-cache", errors.Join(err, timeless(rev))
	case gridsLayer, facesLayer:
		l, err = s.proposalTiles(ctx, kind, of)
		return l, "public, max-age=86400, immutable", errors.Join(err, timeless(rev))
	default:
		return s.mapTiles(name, rev)
	}
}

// timeless refuses to speak of revisions of what has none.
func timeless(rev string) error {
	if rev == "" {
		return nil
	}
	return wrong(Invalid{"query.rev", "only layers of the published map have revisions 仅已发布的图层有版本", rev})
}

// mapTiles finds a layer of what is published.
func (s *Server) mapTiles(name, rev string) (l layer, caching string, err error) {
	snap, err := s.published()
	if err != nil {
		return layer{}, "", err
	}
	set := s.tiles.of(snap)
	l, ok := set.byName[name]
	if !ok {
		return layer{}, "", newProblem(http.StatusNotFound, fmt.Sprintf("there is no layer %q; there are county, towns, communities, divisions (all three), grids, network-NAME of a legacy network, proposal-ID and faces-ID of a proposal 没有该图层", name))
	}
	caching, err = cachingOf(rev, set.revision)
	return l, caching, err
}

func (s *Server) tileJSON(c echo.Context) error {
	name, ok := strings.CutSuffix(c.Param("layer.json"), ".json")
	if !ok {
		return echo.ErrNotFound
	}
	l, _, err := s.layer(c.Request().Context(), name, "")
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-cache")
	c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, "*")
	return c.JSON(http.StatusOK, l.TileJSON(fmt.Sprintf("%s://%s/tiles/%s/{z}/{x}/{y}.mvt", c.Scheme(), c.Request().Host, url.PathEscape(name))))
}

// tile answers with a vector tile, packed once and kept.
func (s *Server) tile(c echo.Context) error {
	y, ok := strings.CutSuffix(c.Param("y.mvt"), ".mvt")
	if !ok {
		return echo.ErrNotFound
	}
	l, caching, err := s.layer(c.Request().Context(), c.Param("layer"), c.QueryParam("rev"))
	if err != nil {
		return err
	}
	at, err := tiles.ParseCoord(c.Param("z"), c.Param("x"), y)
	var odd *tiles.CoordError
	if errors.As(err, &odd) {
		return wrong(Invalid{"path." + odd.Part, odd.Reason + " 瓦片编号有误", odd.Input})
	}
	packed, err := l.cache.Packed(c.Request().Context(), at)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, caching)
	c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, "*")
	return sendTile(c, packed)
}

// cachingOf lets clients keep what they ask for by its revision; otherwise they ask again, and mostly hear 304.
func cachingOf(asked string, present int) (string, error) {
	switch asked {
	case "":
		return "no-cache", nil
	case strconv.Itoa(present):
		return "public, max-age=3600", nil
	default:
		return "", newProblem(http.StatusNotFound, fmt.Sprintf("tiles are of the present revision, %d, alone 只提供当前版本 %d 的瓦片", present, present))
	}
}

// sendTile answers with a tile. Its tag is that of its plain bytes, so it outlives restarts and revisions that leave the tile as
// it was; it is a weak one, since the same tile goes out packed and plain.
func sendTile(c echo.Context, p tiles.Packed) error {
	if len(p.Gzip) == 0 {
		return c.NoContent(http.StatusNoContent)
	}
	h := c.Response().Header()
	etag := fmt.Sprintf(`W/"%016x"`, p.Hash)
	h.Set("ETag", etag)
	h.Set(echo.HeaderVary, echo.HeaderAcceptEncoding)
	if tagged(c.Request().Header.Values("If-None-Match"), etag) {
		return c.NoContent(http.StatusNotModified)
	}
	const kind = "application/vnd.mapbox-vector-tile"
	if takesGzip(c.Request().Header.Values(echo.HeaderAcceptEncoding)) {
		h.Set(echo.HeaderContentEncoding, "gzip")
		return c.Blob(http.StatusOK, kind, p.Gzip)
	}
	plain, err := p.Plain()
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, kind, plain)
}

// tagged reports whether a client has the tagged bytes already (RFC 9110, 13.1.2: weak comparison).
func tagged(headers []string, etag string) bool {
	for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		if t := strings.TrimSpace(part); t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// takesGzip reads Accept-Encoding (RFC 9110, 12.5.3): named with a weight above 0, or covered by a star.
func takesGzip(headers []string) bool {
	star := false
	for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		coding, parameter, _ := strings.Cut(part, ";")
		_, weight, _ := strings.Cut(parameter, "=")
		q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
		wanted := err != nil || q > 0
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip":
			return wanted
		case "*":
			star = wanted
		}
	}
	return star
}
