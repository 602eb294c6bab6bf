package proposing

import (
	"context"
	"log/slog"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/background"
)

// Job is one proposal in the background; once it is done, or cancelled with something in hand, it is in the store.
type Job = background.Job[Request, registry.Proposal]

// Jobs computes proposals in the background.
type Jobs = background.Queue[Request, registry.Proposal]

// NewJobs gives a queue of proposals that stands still until Run.
func NewJobs(reg registry.Registry, log *slog.Logger) *Jobs {
	return background.NewQueue(background.Work[Request, registry.Proposal]{
		Name: "proposal",
		Do: func(ctx context.Context, id uuid.UUID, q Request, tell background.Told) (registry.Proposal, error) {
			q.ID, q.Progress = id, tell
			p, err := Run(ctx, reg, q)
			if err == nil && p.Cancelled {
				err = background.ErrCancelled
			}
			return p, err
		},
		Ended: func(j Job) {
			log.Info("proposal ended", "id", j.ID, "state", j.Progress.State, "county", j.Request.County, "by", j.Request.Actor.Name, "error", j.Err)
		},
	})
}
