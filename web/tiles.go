package web

import (
	"fmt"
	"net/http"
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

// layers holds the tile layers of the snapshot that was asked for last.
type layers struct {
	mu     sync.Mutex
	of     *snapshot.Snapshot
	layers map[string]layer
}

type layer struct {
	*tiles.Layer
	cache *tiles.Cache
}

// at gives the layers of a snapshot, made at the first question.
func (l *layers) at(s *snapshot.Snapshot) map[string]layer {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of != s {
		l.of, l.layers = s, makeLayers(s)
	}
	return l.layers
}

func makeLayers(s *snapshot.Snapshot) map[string]layer {
	grids := make([]tiles.Feature, 0, len(s.Grids()))
	for _, g := range s.Grids() {
		grids = append(grids, tiles.Feature{ID: number(g.Code), Shape: g.Shape, Label: g.At, Properties: map[string]any{
			"code": g.Code, "name": g.Name, "community": g.Community, "town": g.Community[:9], "kind": string(g.Kind), "population": g.Population,
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
		made := tiles.NewLayer(name, features, from, deepest)
		out[name] = layer{made, tiles.NewCache(made, tileCacheBytes)}
	}
	add("county", byLevel[registry.County], 0)
	add("towns", byLevel[registry.Town], 5)
	add("communities", byLevel[registry.Community], 7)
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

// layer finds a layer of what is published.
func (s *Server) layer(name string) (layer, int, error) {
	snap, err := s.published()
	if err != nil {
		return layer{}, 0, err
	}
	l, ok := s.tiles.at(snap)[name]
	if !ok {
		return layer{}, 0, newProblem(http.StatusNotFound, fmt.Sprintf("there is no layer %q; there are county, towns, communities and grids", name))
	}
	return l, snap.Revision().Number, nil
}

func (s *Server) tileJSON(c echo.Context) error {
	name, ok := strings.CutSuffix(c.Param("layer.json"), ".json")
	if !ok {
		return echo.ErrNotFound
	}
	l, _, err := s.layer(name)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-cache")
	c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, "*")
	return c.JSON(http.StatusOK, l.TileJSON(fmt.Sprintf("%s://%s/tiles/%s/{z}/{x}/{y}.mvt", c.Scheme(), c.Request().Host, name)))
}

// tile answers with a vector tile, packed once and kept; the tag is that of its bytes, so it outlives
// restarts and revisions that leave the tile as it was.
func (s *Server) tile(c echo.Context) error {
	y, ok := strings.CutSuffix(c.Param("y.mvt"), ".mvt")
	if !ok {
		return echo.ErrNotFound
	}
	l, revision, err := s.layer(c.Param("layer"))
	if err != nil {
		return err
	}
	at, err := tiles.ParseCoord(c.Param("z"), c.Param("x"), y)
	if err != nil {
		return newProblem(http.StatusNotFound, err.Error())
	}
	h := c.Response().Header()
	h.Set(echo.HeaderCacheControl, "no-cache") // ask again; mostly the answer is 304
	if rev := c.QueryParam("rev"); rev == strconv.Itoa(revision) {
		h.Set(echo.HeaderCacheControl, "public, max-age=3600")
	} else if rev != "" {
		return newProblem(http.StatusNotFound, fmt.Sprintf("tiles are of the present revision, %d, alone", revision))
	}
	h.Set(echo.HeaderAccessControlAllowOrigin, "*")
	packed, err := l.cache.Packed(c.Request().Context(), at)
	if err != nil {
		return err
	}
	return sendTile(c, packed)
}

func sendTile(c echo.Context, p tiles.Packed) error {
	h := c.Response().Header()
	if len(p.Gzip) == 0 {
		return c.NoContent(http.StatusNoContent)
	}
	etag := fmt.Sprintf(`"%016x"`, p.Hash)
	h.Set("ETag", etag)
	h.Set(echo.HeaderVary, echo.HeaderAcceptEncoding)
	if tagged(c.Request().Header.Get("If-None-Match"), etag) {
		return c.NoContent(http.StatusNotModified)
	}
	const kind = "application/vnd.mapbox-vector-tile"
	if strings.Contains(c.Request().Header.Get(echo.HeaderAcceptEncoding), "gzip") {
		h.Set(echo.HeaderContentEncoding, "gzip")
		return c.Blob(http.StatusOK, kind, p.Gzip)
	}
	plain, err := p.Plain()
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, kind, plain)
}

// tagged reports whether a client has the tagged bytes already (RFC 9110, 13.1.2).
func tagged(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if t := strings.TrimPrefix(strings.TrimSpace(part), "W/"); t == etag || t == "*" {
			return true
		}
	}
	return false
}
