package overlay

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// inOrder makes n things, several at once, and hands them over one by one in their order. There are never more of them than
// twice the cores.
func inOrder[T any](ctx context.Context, n int, produce func(i int) (T, error), take func(T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	group, ctx := errgroup.WithContext(ctx)
	slots := make(chan chan T, runtime.GOMAXPROCS(0))
	group.Go(func() error {
		defer close(slots)
		for i := range n {
			slot := make(chan T, 1)
			select {
			case slots <- slot:
			case <-ctx.Done():
				return ctx.Err()
			}
			group.Go(func() error {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				made, err := produce(i)
				if err == nil {
					slot <- made
				}
				return err
			})
		}
		return nil
	})
	for slot := range slots {
		select {
		case made := <-slot:
			if err := take(made); err != nil {
				cancel()
				_ = group.Wait() // says that it was cancelled
				return err
			}
		case <-ctx.Done():
		}
	}
	return group.Wait()
}
