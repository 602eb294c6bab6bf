package background

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/google/uuid"

	"wangge/registry"
)

// keep is how many ended jobs are remembered.
const keep = 200

// maxWaiting bounds the queue: each waiting job may hold files on the disk.
const maxWaiting = 16

// Work is what a queue does.
type Work[Q, R any] struct {
	Name string // of one piece, for messages
	Do   func(ctx context.Context, id uuid.UUID, q Q, tell Told) (R, error)
	// Ended is told every job once, when it ended, even one that never began.
	Ended func(Job[Q, R])
}

// Queue does work in the background, one piece after the other, and tells how far it is. It is safe for concurrent use.
type Queue[Q, R any] struct {
	work  Work[Q, R]
	queue chan *job[Q, R]

	mu   sync.Mutex
	jobs map[uuid.UUID]*job[Q, R]
	ids  []uuid.UUID // in the order in which they were asked for
}

type job[Q, R any] struct {
	Job[Q, R]
	cancel  context.CancelCauseFunc // while it runs
	changed chan struct{}           // closed and replaced at every change
}

// NewQueue gives a queue that stands still until Run.
func NewQueue[Q, R any](w Work[Q, R]) *Queue[Q, R] {
	return &Queue[Q, R]{work: w, queue: make(chan *job[Q, R], maxWaiting), jobs: map[uuid.UUID]*job[Q, R]{}}
}

// Start queues a piece of work; ErrUnavailable where the queue is full.
func (w *Queue[Q, R]) Start(q Q) (uuid.UUID, error) {
	n := &job[Q, R]{
		Job:     Job[Q, R]{ID: uuid.New(), Request: q, Asked: time.Now().UTC(), Progress: Progress{State: Waiting}},
		changed: make(chan struct{}),
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case w.queue <- n:
	default:
		return uuid.Nil, fmt.Errorf("%s: %w: %d are waiting already, try again later", w.work.Name, registry.ErrUnavailable, maxWaiting)
	}
	w.jobs[n.ID] = n
	w.ids = append(w.ids, n.ID)
	w.forget()
	return n.ID, nil
}

// forget drops the oldest ended jobs; the caller holds the lock.
func (w *Queue[Q, R]) forget() {
	for len(w.ids) > keep && !w.jobs[w.ids[0]].Ended.IsZero() {
		delete(w.jobs, w.ids[0])
		w.ids = w.ids[1:]
	}
}

// Get gives the job and a channel that closes when it changes.
func (w *Queue[Q, R]) Get(id uuid.UUID) (Job[Q, R], <-chan struct{}, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, ok := w.jobs[id]
	if !ok {
		return Job[Q, R]{}, nil, fmt.Errorf("%w: there is no %s job %s", registry.ErrNotFound, w.work.Name, id)
	}
	return n.Job, n.changed, nil
}

// All gives the jobs that are remembered, the latest first.
func (w *Queue[Q, R]) All() []Job[Q, R] {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := make([]Job[Q, R], len(w.ids))
	for i, id := range w.ids {
		out[len(out)-1-i] = w.jobs[id].Job
	}
	return out
}

// Cancel ends a job that waits, and asks one that runs to stop and give what it has. ErrConflict where it has ended.
func (w *Queue[Q, R]) Cancel(id uuid.UUID) error {
	n, err := w.cancelling(id)
	if err != nil {
		return err
	}
	if n.cancel != nil {
		n.cancel(ErrCancelled)
		return nil
	}
	w.work.Ended(n.Job)
	return nil
}

// cancelling finds a job to be cancelled; one that waits has ended with it.
func (w *Queue[Q, R]) cancelling(id uuid.UUID) (*job[Q, R], error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, ok := w.jobs[id]
	switch {
	case !ok:
		return nil, fmt.Errorf("%w: there is no %s job %s", registry.ErrNotFound, w.work.Name, id)
	case !n.Ended.IsZero():
		return nil, fmt.Errorf("%w: %s %s has ended already 已经结束", registry.ErrConflict, w.work.Name, id)
	case n.cancel == nil:
		n.Progress, n.Ended = Progress{State: Cancelled}, time.Now().UTC()
		n.tell()
	}
	return n, nil
}

// Run works the queue off until ctx ends; what is under way then is given up.
func (w *Queue[Q, R]) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			w.drop(ctx)
			return ctx.Err()
		case n := <-w.queue:
			w.do(ctx, n)
		}
	}
}

// drop ends the jobs that nobody will do any more.
func (w *Queue[Q, R]) drop(ctx context.Context) {
	for {
		select {
		case n := <-w.queue:
			w.do(ctx, n)
		default:
			return
		}
	}
}

func (w *Queue[Q, R]) do(ctx context.Context, n *job[Q, R]) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if !w.begin(n, cancel) {
		return
	}
	out, err := w.run(ctx, n)
	w.end(n, out, err)
}

// begin marks a job as running, unless it was cancelled while it waited.
func (w *Queue[Q, R]) begin(n *job[Q, R], cancel context.CancelCauseFunc) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !n.Ended.IsZero() {
		return false
	}
	n.cancel, n.Progress = cancel, Progress{State: Running}
	n.tell()
	return true
}

// run takes a panic of the work for a failed job: the service stays up.
func (w *Queue[Q, R]) run(ctx context.Context, n *job[Q, R]) (out R, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: internal error: %v\n%s", w.work.Name, p, debug.Stack())
		}
	}()
	if ctx.Err() != nil {
		return out, fmt.Errorf("%w: the service stopped before the %s began", registry.ErrUnavailable, w.work.Name)
	}
	return w.work.Do(ctx, n.ID, n.Request, func(stage string, done, total int64) {
		w.mu.Lock()
		defer w.mu.Unlock()
		n.Progress = Progress{State: Running, Stage: stage, Done: done, Total: total}
		n.tell()
	})
}

// end says what came of a job. Who waits for it goes on once its traces are gone.
func (w *Queue[Q, R]) end(n *job[Q, R], out R, err error) {
	ended := n.Job // nobody else writes to it any more
	ended.Result, ended.Ended, ended.Progress = out, time.Now().UTC(), Ended()
	switch {
	case errors.Is(err, ErrCancelled):
		ended.Progress = Progress{State: Cancelled}
	case err != nil:
		ended.Err, ended.Progress = err, Progress{State: Failed}
	}
	w.work.Ended(ended)
	w.mu.Lock()
	defer w.mu.Unlock()
	n.Job = ended
	n.tell()
}

// tell wakes those who wait for a change; the caller holds the lock.
func (n *job[Q, R]) tell() {
	close(n.changed)
	n.changed = make(chan struct{})
}
