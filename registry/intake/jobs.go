package intake

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/google/uuid"

	"wangge/registry"
)

// JobState is how far an import in the background came.
type JobState string

// States of a job.
const (
	Waiting JobState = "waiting"
	Running JobState = "running"
	Done    JobState = "done"
	Failed  JobState = "failed"
)

// Progress is one event of a job: the stage it is in, and in the end what came of it.
type Progress struct {
	State JobState `json:"state" enum:"waiting,running,done,failed"`
	Stage string   `json:"stage,omitempty"`
	Done  int64    `json:"done"`
	Total int64    `json:"total,omitempty"` // 0 where it is not known
}

// Job is one import in the background.
type Job struct {
	ID       uuid.UUID
	Request  Request
	Progress Progress
	Outcome  Outcome // once done
	Err      error   // once failed
	Ended    time.Time
}

// keepJobs is how many ended jobs are remembered; imports themselves are in the store for good.
const keepJobs = 200

// maxWaiting bounds the queue: each waiting job holds its files on the disk.
const maxWaiting = 16

// Jobs runs imports in the background, one after the other, and tells how far they are.
// It is safe for concurrent use.
type Jobs struct {
	reg   registry.Registry
	log   *slog.Logger
	queue chan *job

	mu   sync.Mutex
	jobs map[uuid.UUID]*job
	ids  []uuid.UUID
}

type job struct {
	Job
	folder  string        // of the uploaded files, removed at the end
	changed chan struct{} // closed and replaced at every change
}

// NewJobs gives a queue that stands still until Run.
func NewJobs(reg registry.Registry, log *slog.Logger) *Jobs {
	return &Jobs{reg: reg, log: log, queue: make(chan *job, maxWaiting), jobs: map[uuid.UUID]*job{}}
}

// Start queues an import. folder holds its files and is removed when it ended; ErrUnavailable where the queue is full.
func (j *Jobs) Start(q Request, folder string) (uuid.UUID, error) {
	n := &job{Job: Job{ID: uuid.New(), Request: q, Progress: Progress{State: Waiting}}, folder: folder, changed: make(chan struct{})}
	j.mu.Lock()
	defer j.mu.Unlock()
	select {
	case j.queue <- n:
	default:
		return uuid.Nil, fmt.Errorf("import: %w: %d imports are waiting already, try again later", registry.ErrUnavailable, maxWaiting)
	}
	j.jobs[n.ID] = n
	j.ids = append(j.ids, n.ID)
	j.forget()
	return n.ID, nil
}

// forget drops the oldest ended jobs; the caller holds the lock.
func (j *Jobs) forget() {
	for len(j.ids) > keepJobs && !j.jobs[j.ids[0]].Ended.IsZero() {
		delete(j.jobs, j.ids[0])
		j.ids = j.ids[1:]
	}
}

// Get gives the job and a channel that closes when it changes.
func (j *Jobs) Get(id uuid.UUID) (Job, <-chan struct{}, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	n, ok := j.jobs[id]
	if !ok {
		return Job{}, nil, fmt.Errorf("%w: there is no import job %s", registry.ErrNotFound, id)
	}
	return n.Job, n.changed, nil
}

// Run works the queue off until ctx ends; an import that is under way then is given up, whole.
func (j *Jobs) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			j.drop()
			return ctx.Err()
		case n := <-j.queue:
			j.do(ctx, n)
		}
	}
}

// drop removes the files of jobs that nobody will do any more.
func (j *Jobs) drop() {
	for {
		select {
		case n := <-j.queue:
			j.end(n, Outcome{}, fmt.Errorf("%w: the service stopped before the import began", registry.ErrUnavailable))
		default:
			return
		}
	}
}

func (j *Jobs) do(ctx context.Context, n *job) {
	q := n.Request
	q.ID = n.ID
	q.Progress = func(stage string, done, total int64) {
		j.change(n, func() { n.Progress = Progress{State: Running, Stage: stage, Done: done, Total: total} })
	}
	out, err := j.run(ctx, q)
	j.end(n, out, err)
}

// run takes a panic of a reader for a failed import: the service stays up.
func (j *Jobs) run(ctx context.Context, q Request) (out Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("import: internal error: %v\n%s", p, debug.Stack())
		}
	}()
	out, err = Run(ctx, j.reg, q)
	if err != nil && ctx.Err() != nil {
		err = fmt.Errorf("%w: the service stopped before it was known to be stored: look, and import it again", registry.ErrUnavailable)
	}
	return out, err
}

func (j *Jobs) end(n *job, out Outcome, err error) {
	err = errors.Join(err, os.RemoveAll(n.folder))
	if err != nil {
		j.log.Warn("import failed", "id", n.ID, "what", n.Request.What, "by", n.Request.Actor.Name, "error", err)
	} else {
		j.log.Info("import done", "id", n.ID, "what", n.Request.What, "by", n.Request.Actor.Name, "tally", out.Import.Tally)
	}
	j.change(n, func() {
		n.Outcome, n.Err, n.Ended = out, err, time.Now().UTC()
		n.Progress = Progress{State: Done, Done: 1, Total: 1}
		if err != nil {
			n.Progress = Progress{State: Failed}
		}
	})
}

func (j *Jobs) change(n *job, f func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f()
	close(n.changed)
	n.changed = make(chan struct{})
}
