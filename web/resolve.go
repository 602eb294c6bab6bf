package web

import (
	"context"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
)

type resolveInput struct {
	Lng     float64     `query:"lng" required:"true" doc:"longitude in degrees, -180 to 180" example:"116.9734"`
	Lat     float64     `query:"lat" required:"true" doc:"latitude in degrees, -90 to 90" example:"35.4033"`
	Datum   datum.Datum `query:"datum" required:"true" enum:"cgcs2000,wgs84,gcj02,bd09" doc:"what the numbers mean; it is never guessed, since a wrong one is another grid"`
	Network string      `query:"network" doc:"only the people of this network"`
}

func (s *Server) resolve(_ context.Context, in *resolveInput) (snapshot.Resolution, error) {
	snap, err := s.published()
	if err != nil {
		return snapshot.Resolution{}, err
	}
	return snap.Resolve(snapshot.Query{Point: orb.Point{in.Lng, in.Lat}, Datum: in.Datum, Network: in.Network})
}
