package web

import (
	"cmp"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	app "wangge/web/app"
)

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Wangge 网格</title>
<p>The page was not built into this program: run <code>make build</code>. The API is there: <a href="docs">docs</a>.</p>
<p>本程序未包含网页：请运行 <code>make build</code>。接口文档：<a href="docs">docs</a>。</p>`

// screens are addresses of the one page that shows another of its faces there; web/app/src/main.ts knows them too.
var screens = []string{"codes", "dispatch"}

// browserApp serves the page as it was built: what no route takes is one of its files, or nothing. It is no route
// itself, since one that takes every address would make Echo answer 405 where nothing is.
func browserApp() echo.MiddlewareFunc {
	dist, err := fs.Sub(app.FS, "dist")
	if err != nil {
		panic(err) // the name is a constant
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			err := next(c)
			if !errors.Is(err, echo.ErrNotFound) {
				return err
			}
			name := strings.TrimPrefix(path.Clean(c.Request().URL.Path), "/")
			switch {
			case slices.Contains(screens, name) && strings.HasSuffix(c.Request().URL.Path, "/"):
				return c.Redirect(http.StatusMovedPermanently, "../"+name) // what the page loads stands beside it
			case name == "", slices.Contains(screens, name):
				name = "index.html"
			}
			if !fs.ValidPath(name) || strings.HasPrefix(path.Base(name), ".") {
				return err
			}
			return sendFile(c, dist, name)
		}
	}
}

func sendFile(c echo.Context, dist fs.FS, name string) error {
	b, err := fs.ReadFile(dist, name)
	switch {
	case err != nil && name != "index.html":
		return echo.ErrNotFound // a folder, or nothing
	case c.Request().Method != http.MethodGet:
		c.Response().Header().Set(echo.HeaderAllow, http.MethodGet)
		return echo.ErrMethodNotAllowed
	case err != nil:
		return c.HTML(http.StatusOK, notBuilt)
	}
	caching := "no-cache"
	if strings.HasPrefix(name, "assets/") { // their names change with their content
		caching = "public, max-age=31536000, immutable"
	}
	c.Response().Header().Set(echo.HeaderCacheControl, caching)
	return c.Blob(http.StatusOK, cmp.Or(mime.TypeByExtension(path.Ext(name)), echo.MIMEOctetStream), b)
}
