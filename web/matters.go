package web

import "context"

// MatterSummary is a kind of matter.
type MatterSummary struct {
	County   string   `json:"county"`
	Matter   string   `json:"matter" doc:"its code, as resolve takes it" example:"street-lamp"`
	Name     string   `json:"name" example:"路灯故障"`
	Networks []string `json:"networks" doc:"that answer for it: the first that has somebody there, in this order"`
}

func (s *Server) listMatters(context.Context, *struct{}) (page[MatterSummary], error) {
	snap, err := s.loaded()
	if err != nil {
		return page[MatterSummary]{}, err
	}
	out := page[MatterSummary]{Items: []MatterSummary{}}
	for _, m := range snap.Matters() {
		out.Items = append(out.Items, MatterSummary{County: m.County, Matter: m.Code, Name: m.Name, Networks: m.Networks})
	}
	return out, nil
}
