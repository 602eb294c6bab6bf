package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows how far a long job came: a bar on a terminal, a line for each stage elsewhere.
type progress struct {
	w      io.Writer
	screen *screen // nil where w is no terminal
	stage  string
	bar    *progressbar.ProgressBar
}

func newProgress(w io.Writer) *progress {
	s, _ := w.(*screen)
	return &progress{w: w, screen: s}
}

// tell reports one stage; total is 0 where it is not known.
func (p *progress) tell(stage string, done, total int64) {
	if stage != p.stage {
		p.end()
		p.stage = stage
		if p.screen == nil {
			fmt.Fprintln(p.w, stage)
			return
		}
		if total <= 0 {
			total = -1
		}
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(draw{p.screen}), progressbar.OptionSetDescription(stage), progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(24), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	if p.bar != nil {
		if total > 0 {
			p.bar.ChangeMax64(total)
		}
		_ = p.bar.Set64(done) // a bar that cannot be drawn loses nothing
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish() // as above
		p.screen.clear()
		p.bar = nil
	}
	p.stage = ""
}
