package background_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"wangge/registry"
	"wangge/registry/background"
)

// scene is a queue whose work says what it does and waits to be told what comes of it.
type scene struct {
	*background.Queue[string, int]
	began chan string
	come  chan error // what comes of the work that began last; none while it is open
	mu    sync.Mutex
	ended []string
}

// newScene gives a queue that is run until the test ends, or stop is called.
func newScene(t *testing.T) (s *scene, stop func()) {
	t.Helper()
	s = &scene{began: make(chan string), come: make(chan error)}
	s.Queue = background.NewQueue(background.Work[string, int]{
		Name: "piece",
		Do: func(ctx context.Context, _ uuid.UUID, q string, tell background.Told) (int, error) {
			if q == "panics" {
				panic(q)
			}
			tell("counting", 1, 2)
			s.began <- q
			select {
			case err := <-s.come:
				return len(q), err
			case <-ctx.Done():
				return 1, context.Cause(ctx)
			}
		},
		Ended: func(j background.Job[string, int]) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.ended = append(s.ended, j.Request+": "+string(j.Progress.State))
		},
	})
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() { _ = s.Run(ctx) }) // ends with the context alone
	stop = func() { cancel(); group.Wait() }
	t.Cleanup(stop)
	return s, stop
}

func (s *scene) asked(t *testing.T, q string) uuid.UUID {
	t.Helper()
	id, err := s.Start(q)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// over waits for a job to end.
func (s *scene) over(t *testing.T, id uuid.UUID) background.Job[string, int] {
	t.Helper()
	for {
		j, changed, err := s.Get(id)
		if err != nil {
			t.Fatal(err)
		}
		if !j.Ended.IsZero() {
			return j
		}
		<-changed
	}
}

func TestWorkIsDoneOneAfterTheOtherAndToldOf(t *testing.T) {
	t.Parallel()
	s, _ := newScene(t)
	first, second := s.asked(t, "first"), s.asked(t, "second")
	<-s.began
	if j, _, err := s.Get(first); err != nil || j.Progress != (background.Progress{State: background.Running, Stage: "counting", Done: 1, Total: 2}) {
		t.Errorf("under way: %+v, %v", j.Progress, err)
	}
	if j, _, err := s.Get(second); err != nil || j.Progress.State != background.Waiting {
		t.Errorf("next: %+v, %v", j.Progress, err)
	}
	s.come <- nil
	if j := s.over(t, first); j.Progress != background.Ended() || j.Result != len("first") || j.Err != nil {
		t.Errorf("done: %+v", j)
	}
	<-s.began
	s.come <- registry.ErrInvalid
	if j := s.over(t, second); j.Progress.State != background.Failed || !errors.Is(j.Err, registry.ErrInvalid) {
		t.Errorf("failed: %+v", j)
	}
	if all := s.All(); len(all) != 2 || all[0].ID != second || all[1].ID != first {
		t.Errorf("all: %+v", all)
	}
	if !slices.Equal(s.ended, []string{"first: done", "second: failed"}) {
		t.Errorf("ended: %q", s.ended)
	}
}

func TestWhatIsCancelledGivesWhatItHas(t *testing.T) {
	t.Parallel()
	s, _ := newScene(t)
	runs, waits, after := s.asked(t, "runs"), s.asked(t, "waits"), s.asked(t, "after")
	<-s.began
	for _, id := range []uuid.UUID{waits, runs} {
		if err := s.Cancel(id); err != nil {
			t.Error(err)
		}
	}
	if j := s.over(t, runs); j.Progress.State != background.Cancelled || j.Result != 1 || j.Err != nil {
		t.Errorf("cancelled under way: %+v", j)
	}
	if j := s.over(t, waits); j.Progress.State != background.Cancelled || j.Result != 0 {
		t.Errorf("cancelled before it began: %+v", j)
	}
	if began := <-s.began; began != "after" {
		t.Errorf("%q began", began)
	}
	s.come <- nil
	s.over(t, after)
	if err := s.Cancel(after); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("cancelled at the end: %v", err)
	}
	if err := s.Cancel(uuid.New()); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("cancelled in a dream: %v", err)
	}
	if !slices.Equal(s.ended, []string{"waits: cancelled", "runs: cancelled", "after: done"}) {
		t.Errorf("ended: %q", s.ended)
	}
}

func TestAPanicIsAFailedJob(t *testing.T) {
	t.Parallel()
	s, _ := newScene(t)
	panics, after := s.asked(t, "panics"), s.asked(t, "after")
	if j := s.over(t, panics); j.Progress.State != background.Failed || j.Err == nil {
		t.Errorf("%+v", j)
	}
	<-s.began
	s.come <- nil
	if j := s.over(t, after); j.Progress.State != background.Done {
		t.Errorf("%+v", j)
	}
}

func TestAStopEndsWhatRunsAndWhatWaits(t *testing.T) {
	t.Parallel()
	s, stop := newScene(t)
	runs := s.asked(t, "runs")
	<-s.began
	var waiting []uuid.UUID
	for {
		id, err := s.Start("waits")
		if errors.Is(err, registry.ErrUnavailable) {
			break
		}
		waiting = append(waiting, id)
	}
	stop()
	if len(waiting) != 16 {
		t.Errorf("%d may wait", len(waiting))
	}
	if j := s.over(t, runs); j.Progress.State != background.Failed || !errors.Is(j.Err, context.Canceled) {
		t.Errorf("under way: %+v", j)
	}
	for _, id := range waiting {
		if j := s.over(t, id); j.Progress.State != background.Failed || !errors.Is(j.Err, registry.ErrUnavailable) {
			t.Errorf("waiting: %+v", j)
		}
	}
}
