package web

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/bulk"
	"wangge/registry/snapshot"
)

// Answer is that of one position among many: what GET /v1/resolve says, or why it says nothing.
type Answer struct {
	Grid     *snapshot.GridRef     `json:"grid,omitempty"`
	Path     []snapshot.Step       `json:"path,omitempty"`
	People   []snapshot.Person     `json:"people,omitempty" doc:"with people=true"`
	Position *snapshot.Position    `json:"position,omitempty"`
	Border   *snapshot.Border      `json:"border,omitempty" doc:"with border=true or people=true"`
	Revision *snapshot.RevisionRef `json:"revision,omitempty"`
	Error    *Problem              `json:"error,omitempty" doc:"instead of all the rest"`

	Candidates   []snapshot.Candidate `json:"candidates,omitempty" doc:"with accuracy"`
	Ambiguous    *bool                `json:"ambiguous,omitempty" doc:"with accuracy"`
	At           *time.Time           `json:"at,omitempty" doc:"with people=true"`
	LocationCode string               `json:"locationCode,omitempty" doc:"with people=true"`
}

// appender appends the answer to one position.
type appender func(dst []byte, q bulk.Question) []byte

// answerer gives what answers the positions of a request, all in the way of q.
func (s *Server) answerer(c echo.Context, snap *snapshot.Snapshot, q snapshot.Query) appender {
	if c.QueryParam("people") != "true" {
		b, border := s.briefs.of(snap), c.QueryParam("border") == "true"
		return func(dst []byte, one bulk.Question) []byte { return b.append(dst, one, border) }
	}
	return func(dst []byte, one bulk.Question) []byte {
		q.Point, q.Datum = one.Point, one.Datum
		if one.Err != nil {
			return appendFailure(dst, one.Err)
		}
		r, err := snap.Resolve(q)
		if err != nil {
			return appendFailure(dst, err)
		}
		return r.AppendJSON(dst)
	}
}

func appendJSON(dst []byte, v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic("an answer is no JSON: " + err.Error()) // made of strings and finite numbers
	}
	return append(dst, text...)
}

// appendFailure says why a position has no answer, as GET would.
func appendFailure(dst []byte, err error) []byte {
	var query *snapshot.QueryError
	if errors.Is(err, registry.ErrInvalid) && !errors.As(err, &query) {
		err = badRequest(err.Error())
	}
	p := *problemOf(err)
	for i, e := range p.Errors {
		p.Errors[i].Location = strings.TrimPrefix(e.Location, "query.")
	}
	return appendJSON(dst, Answer{Error: &p})
}

// briefs writes answers without people, of the newest snapshot that was asked for. What a grid's answers have in common is written once.
type briefs struct{ now atomic.Pointer[brief] }

// brief writes the answers of one snapshot.
type brief struct {
	snap  *snapshot.Snapshot
	heads []atomic.Pointer[[]byte] // of each grid, once it was asked for: up to the longitude
	tail  []byte                   // after position and border
}

func (b *briefs) of(snap *snapshot.Snapshot) *brief {
	have := b.now.Load()
	if have == nil || have.snap != snap {
		revision := appendJSON([]byte(`,"revision":`), snap.Served())
		have = &brief{snap: snap, heads: make([]atomic.Pointer[[]byte], len(snap.Grids())), tail: append(revision, '}')}
		b.now.Store(have)
	}
	return have
}

func (b *brief) append(dst []byte, q bulk.Question, border bool) []byte {
	if q.Err != nil {
		return appendFailure(dst, q.Err)
	}
	at, err := b.snap.Locate(q.Point, q.Datum)
	if err != nil {
		return appendFailure(dst, err)
	}
	dst = append(dst, b.head(at.Number)...)
	dst = appendDegrees(dst, at.At.X)
	dst = append(dst, `,"lat":`...)
	dst = appendDegrees(dst, at.At.Y)
	dst = append(dst, `,"datum":"`+datum.CGCS2000+`","given":"`...)
	dst = append(dst, q.Datum...)
	dst = append(dst, `","shiftM":`...)
	dst = appendTenths(dst, at.ShiftM)
	dst = append(dst, '}')
	if border {
		dst = b.snap.BorderOf(at).AppendJSON(append(dst, `,"border":`...))
	}
	return append(dst, b.tail...)
}

// head gives the grid and its path.
func (b *brief) head(number int) []byte {
	if have := b.heads[number].Load(); have != nil {
		return *have
	}
	g := b.snap.Grids()[number]
	head := appendJSON(nil, struct {
		Grid snapshot.GridRef `json:"grid"`
		Path []snapshot.Step  `json:"path"`
	}{snapshot.GridRef{Code: g.Code, Name: g.Name, Kind: g.Kind}, g.Path})
	head = append(head[:len(head)-1], `,"position":{"lng":`...)
	b.heads[number].Store(&head)
	return head
}

// appendDegrees writes lattice steps as degrees, as encoding/json writes them.
func appendDegrees(dst []byte, steps int32) []byte {
	n := int64(steps)
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	dst = strconv.AppendInt(dst, n/geo.Unit, 10)
	if n %= geo.Unit; n == 0 {
		return dst
	}
	dst = append(dst, '.')
	for unit := int64(geo.Unit / 10); n > 0; unit /= 10 {
		dst = append(dst, byte('0'+n/unit))
		n %= unit
	}
	return dst
}

// appendTenths writes metres that are rounded to tenths.
func appendTenths(dst []byte, m float64) []byte {
	n := int64(math.Round(m * 10))
	if dst = strconv.AppendInt(dst, n/10, 10); n%10 != 0 {
		dst = append(dst, '.', byte('0'+n%10))
	}
	return dst
}
