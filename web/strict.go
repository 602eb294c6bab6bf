package web

import (
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"
)

// unescaped gives handlers the parts of a path as they are meant: where an address is escaped in another way than usual, such as the
// slash in a code, Echo leaves them as they came.
func unescaped(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().URL.RawPath == "" {
			return next(c)
		}
		values := slices.Clone(c.ParamValues())
		for i, v := range values {
			if plain, err := url.PathUnescape(v); err == nil { // always: net/url has read the whole path
				values[i] = plain
			}
		}
		c.SetParamValues(values...)
		return next(c)
	}
}

// strictly refuses the queries of huma's operations that do not read as the document says; ranges and lengths are left to huma.
func (s *Server) strictly(ctx huma.Context, next func(huma.Context)) {
	c := humaecho.Unwrap(ctx)
	if p := oddQuery(c.Request().URL.RawQuery, ctx.Operation().Parameters); p != nil {
		s.fail(p, c)
		return
	}
	next(ctx)
}

// strict is strictly for plain routes.
func strict(known []*huma.Param) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if p := oddQuery(c.Request().URL.RawQuery, known); p != nil {
				return p
			}
			return next(c)
		}
	}
}

// oddQuery names every parameter of a query that is to be refused; nil if there is none.
func oddQuery(raw string, known []*huma.Param) *Problem {
	q, err := url.ParseQuery(raw)
	if err != nil {
		return badRequest("the query cannot be read: " + err.Error() + " 查询参数无法解析")
	}
	var odd []Invalid
	for _, name := range slices.Sorted(maps.Keys(q)) {
		at := slices.IndexFunc(known, func(p *huma.Param) bool { return p.In == "query" && p.Name == name })
		if at < 0 {
			odd = append(odd, Invalid{"query." + name, "there is no such parameter 未知参数", q.Get(name)})
		} else if message := oddValue(q[name], known[at].Schema); message != "" {
			odd = append(odd, Invalid{"query." + name, message, strings.Join(q[name], ", ")})
		}
	}
	for _, p := range known {
		if p.In == "query" && p.Required && !q.Has(p.Name) {
			odd = append(odd, Invalid{Location: "query." + p.Name, Message: missing(p)})
		}
	}
	return wrong(odd...)
}

// missing says what a parameter that has to be there would be.
func missing(p *huma.Param) string {
	message := "is missing 缺少参数"
	if len(p.Schema.Enum) > 0 {
		message += ": say one of " + words(p.Schema.Enum) + " 须为其中之一"
	}
	return message
}

// oddValue says why the values of a parameter are to be refused; empty if they are not.
func oddValue(values []string, schema *huma.Schema) string {
	v := values[0]
	switch {
	case len(values) > 1:
		return "is given more than once 参数重复"
	case v == "":
		return "is empty: leave it out, or give it a value 参数为空"
	case schema.Type == huma.TypeNumber && !finite(v):
		return "must be a finite decimal number 必须是有限的十进制数"
	case schema.Type == huma.TypeInteger && !whole(v):
		return "must be a whole number 必须是整数"
	case schema.Type == huma.TypeBoolean && v != "true" && v != "false":
		return "must be true or false 只能是 true 或 false"
	case schema.ExclusiveMinimum != nil && !above(v, *schema.ExclusiveMinimum):
		return fmt.Sprintf("must be above %g 必须大于 %g", *schema.ExclusiveMinimum, *schema.ExclusiveMinimum)
	case len(schema.Enum) > 0 && !slices.Contains(schema.Enum, any(v)):
		return "must be one of " + words(schema.Enum) + " 只能取其中之一"
	}
	return ""
}

func words(enum []any) string {
	out := make([]string, len(enum))
	for i, e := range enum {
		out[i] = fmt.Sprint(e)
	}
	return strings.Join(out, ", ")
}

func whole(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

func above(s string, least float64) bool {
	f, ok := readDecimal(s)
	return ok && f > least
}

func finite(s string) bool {
	_, ok := readDecimal(s)
	return ok
}

// readDecimal takes finite decimal numbers alone; Go would read hexadecimal ones too.
func readDecimal(s string) (f float64, ok bool) {
	for i := range len(s) {
		if c := s[i]; c == 'x' || c == 'X' || c == '_' {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}
