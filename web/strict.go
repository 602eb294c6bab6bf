package web

import (
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
)

// strictly refuses query parameters that an operation does not know, that come twice, and numbers that are not finite.
func strictly(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		u := ctx.URL()
		known := map[string]bool{} // whether it is a number
		for _, p := range ctx.Operation().Parameters {
			if p.In == "query" {
				known[p.Name] = p.Schema != nil && p.Schema.Type == huma.TypeNumber
			}
		}
		if p := oddParameter(u.Query(), known); p != nil {
			_ = huma.WriteErr(api, ctx, p.Status, p.Detail, &huma.ErrorDetail{Location: p.Errors[0].Location, Message: p.Errors[0].Message, Value: p.Errors[0].Value}) // the client is gone if this fails
			return
		}
		next(ctx)
	}
}

// oddParameter finds the first parameter, by name, that is to be refused.
func oddParameter(q url.Values, known map[string]bool) *Problem {
	names := make([]string, 0, len(q))
	for name := range q {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		number, ok := known[name]
		switch {
		case !ok:
			return refuse(name, "there is no such parameter 未知参数", q.Get(name))
		case len(q[name]) > 1:
			return refuse(name, "the parameter is given more than once 参数重复", q[name])
		case number && !finite(q.Get(name)):
			return refuse(name, "must be a finite decimal number 必须是有限的十进制数", q.Get(name))
		}
	}
	return nil
}

func finite(s string) bool {
	f, err := strconv.ParseFloat(s, 64)
	return err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}

// only is strictly for plain routes.
func only(names ...string) echo.MiddlewareFunc {
	known := map[string]bool{}
	for _, n := range names {
		known[n] = false
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			q, err := url.ParseQuery(c.Request().URL.RawQuery)
			if err != nil {
				return newProblem(http.StatusUnprocessableEntity, "the query cannot be read: "+err.Error())
			}
			if p := oddParameter(q, known); p != nil {
				return p
			}
			return next(c)
		}
	}
}
