package web

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	app "wangge/web/app"
)

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Wangge 网格</title>
<p>The page was not built into this program: run <code>make build</code>. The API is there: <a href="docs">docs</a>.</p>
<p>本程序未包含网页:请运行 <code>make build</code>。接口文档:<a href="docs">docs</a>。</p>`

// routePage serves the browser app as it was built.
func (s *Server) routePage() {
	dist, err := fs.Sub(app.FS, "dist")
	if err != nil {
		panic(err) // the name is a constant
	}
	s.echo.GET("/", func(c echo.Context) error { return sendFile(c, dist, "index.html") })
	s.echo.GET("/*", func(c echo.Context) error {
		name := path.Clean(strings.TrimPrefix(c.Request().URL.Path, "/"))
		if !fs.ValidPath(name) || strings.HasPrefix(path.Base(name), ".") {
			return echo.ErrNotFound
		}
		return sendFile(c, dist, name)
	})
}

func sendFile(c echo.Context, dist fs.FS, name string) error {
	b, err := fs.ReadFile(dist, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && name == "index.html":
		return c.HTML(http.StatusOK, notBuilt)
	case err != nil:
		return echo.ErrNotFound // a folder, or nothing
	}
	caching := "no-cache"
	if strings.HasPrefix(name, "assets/") { // their names change with their content
		caching = "public, max-age=31536000, immutable"
	}
	c.Response().Header().Set(echo.HeaderCacheControl, caching)
	http.ServeContent(c.Response(), c.Request(), name, time.Time{}, bytes.NewReader(b))
	return nil
}
