package intake

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/background"
)

// Upload is an import of files that are there for it alone.
type Upload struct {
	Request
	Folder string // of the files, removed when the import ended
}

// Job is one import in the background; imports themselves are in the store for good.
type Job = background.Job[Upload, Outcome]

// Jobs runs imports in the background.
type Jobs = background.Queue[Upload, Outcome]

// NewJobs gives a queue of imports that stands still until Run.
func NewJobs(reg registry.Registry, log *slog.Logger) *Jobs {
	return background.NewQueue(background.Work[Upload, Outcome]{
		Name: "import",
		Do: func(ctx context.Context, id uuid.UUID, q Upload, tell background.Told) (Outcome, error) {
			q.ID, q.Progress = id, tell
			out, err := Run(ctx, reg, q.Request)
			if err != nil && ctx.Err() != nil {
				err = fmt.Errorf("%w: the service stopped before it was known to be stored: look, and import it again", registry.ErrUnavailable)
			}
			return out, err
		},
		Ended: func(j Job) {
			if err := os.RemoveAll(j.Request.Folder); err != nil {
				log.Warn("files of an import are left behind", "id", j.ID, "error", err)
			}
			what, by := j.Request.What, j.Request.Actor.Name
			if j.Err != nil {
				log.Warn("import failed", "id", j.ID, "what", what, "by", by, "error", j.Err)
			} else {
				log.Info("import done", "id", j.ID, "what", what, "by", by, "tally", j.Result.Import.Tally)
			}
		},
	})
}
