package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"wangge/registry"
)

// By says who changes something, and why, in the body of a request. It is exported for huma, which sees exported fields only.
type By struct {
	By     string `json:"by,omitempty" maxLength:"100" doc:"who does this, for the audit log"`
	Reason string `json:"reason,omitempty" maxLength:"1000" doc:"why, for the audit log"`
}

func (b By) actor() registry.Actor {
	if b.By == "" {
		b.By = anonymous
	}
	return registry.Actor{Name: b.By, Reason: b.Reason}
}

// change adds an operation that writes. It may answer with the statuses named, and with those that all such have in common.
func change[I, O any](s *Server, op huma.Operation, handler func(context.Context, *I) (*O, error), statuses ...int) {
	op.Errors = append(statuses, http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable)
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handler(ctx, in)
		if err != nil {
			return nil, problemOf(err)
		}
		s.catchUp(ctx)
		return out, nil
	})
	item := s.api.OpenAPI().Paths[op.Path]
	for method, documented := range map[string]*huma.Operation{http.MethodPost: item.Post, http.MethodDelete: item.Delete} {
		if method == op.Method {
			s.operations = append(s.operations, documented)
		}
	}
}

// catchUpTime bounds how long the answer to a change waits for the map to show it.
const catchUpTime = time.Second

// catchUp waits until the map shows what was written, so that who reads next finds it. The change stands either way: where that takes
// longer, or the store is gone by now, it is answered all the same.
func (s *Server) catchUp(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, catchUpTime)
	defer cancel()
	if v, err := s.Registry.Store.Version(ctx); err == nil {
		_ = s.Snapshots.Await(ctx, v.Change)
	}
}
