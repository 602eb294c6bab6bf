package background

import (
	"errors"
	"time"

	"github.com/google/uuid"
)

// State is how far a job came.
type State string

// States of a job; the last three are for good.
const (
	Waiting   State = "waiting"
	Running   State = "running"
	Done      State = "done"
	Cancelled State = "cancelled"
	Failed    State = "failed"
)

// Progress is one event of a job: the stage it is in, and in the end what came of it.
type Progress struct {
	State State  `json:"state" enum:"waiting,running,done,cancelled,failed"`
	Stage string `json:"stage,omitempty"`
	Done  int64  `json:"done"`
	Total int64  `json:"total,omitempty"` // 0 where it is not known
}

// Ended is the progress of what is done.
func Ended() Progress { return Progress{State: Done, Done: 1, Total: 1} }

// Told is told how far a stage came; total is 0 where it is not known.
type Told func(stage string, done, total int64)

// Job is one piece of work: what was asked for, how far it is, and what came of it.
type Job[Q, R any] struct {
	ID       uuid.UUID
	Request  Q
	Asked    time.Time
	Progress Progress
	Result   R     // once done, or as far as it came when it was cancelled
	Err      error // once failed
	Ended    time.Time
}

// ErrCancelled is the cause that ended the context of a job that was cancelled. Work that stopped short for it says so by this error,
// with what it has as its result.
var ErrCancelled = errors.New("cancelled")
