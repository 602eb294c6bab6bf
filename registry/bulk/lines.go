package bulk

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"wangge/registry"
)

// Lines answers NDJSON: a position on each line, an answer on each line, in their order; blank lines are passed over. What is known is
// flushed before it waits for more. answer appends one line without its end.
func Lines(ctx context.Context, in io.Reader, out io.Writer, flush func() error, o Options, answer func([]byte, Question) []byte) error {
	w := bufio.NewWriterSize(out, 1<<16)
	lines := newRecords(in, func() error {
		if err := errors.Join(ctx.Err(), w.Flush()); err != nil {
			return err
		}
		return flush()
	})
	lines.raw = true
	if _, err := lines.mark(); err != nil {
		return err
	}
	var line []byte
	for {
		text, err := lines.next()
		if err != nil && !errors.Is(err, errLong) {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return errors.Join(err, w.Flush())
		}
		if err == nil && len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		line = append(answer(line[:0], question(text, err, o)), '\n')
		_, _ = w.Write(line) // a bufio.Writer gives its error when it is flushed
	}
}

// question reads a line, if it could be read.
func question(line []byte, err error, o Options) Question {
	if err != nil {
		return Question{Err: fmt.Errorf("%w: %w", registry.ErrInvalid, err)}
	}
	q, n, err := readQuestion(line, o)
	if err != nil {
		return Question{Err: err}
	}
	if blank(line[n:], 0) < len(line[n:]) {
		return Question{Err: fmt.Errorf("%w: something follows the position on its line", ErrSyntax)}
	}
	return q
}
