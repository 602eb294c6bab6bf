package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"wangge/registry"
	"wangge/registry/snapshot"
)

type postingCmd struct {
	List   postingListCmd   `cmd:"" help:"List who is posted where, and what of that holds now. 岗位列表"`
	Leave  postingLeaveCmd  `cmd:"" help:"Put the officer of a posting on leave; a leave ends by itself. 休假"`
	Return postingReturnCmd `cmd:"" help:"End a leave. 返岗"`
	Vacate postingVacateCmd `cmd:"" help:"Take the officer off a posting, which stays as a vacant one. 设为空缺"`
	Fill   postingFillCmd   `cmd:"" help:"Put an officer of the roster on a vacant posting. 补岗"`
}

// published reads the map and the people as they are.
func published(ctx context.Context, store *opened) (*snapshot.Snapshot, error) {
	content, err := store.Store.Load(ctx)
	if err != nil {
		return nil, err
	}
	return snapshot.New(content, nil), nil
}

type postingListCmd struct {
	Target  string `help:"Only those of this grid or division."`
	Officer string `help:"Only those of this officer, by the roster's number."`
	Network string `help:"Only those of this network."`
	State   string `help:"Only those in this state now: active, leave, vacant, notBegun or ended." enum:",active,leave,vacant,notBegun,ended" default:""`
}

// Run lists postings by id.
func (c *postingListCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	snap, err := published(ctx, store)
	if err != nil {
		return err
	}
	now := time.Now()
	t := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, p := range snap.Postings() {
		if post := snap.Post(p, now); c.wants(p, post) {
			tellPost(t, post)
		}
	}
	return t.Flush()
}

func (c *postingListCmd) wants(p registry.Posting, post snapshot.Post) bool {
	return (c.Target == "" || p.Target == c.Target) && (c.Officer == "" || p.Officer == c.Officer) &&
		(c.Network == "" || p.Network == c.Network) && (c.State == "" || string(post.State) == c.State)
}

func tellPost(w io.Writer, p snapshot.Post) {
	who, deputy := "", ""
	if p.Officer != nil {
		who = p.Officer.ID + " " + p.Officer.Name
	}
	if p.Deputy {
		deputy = "deputy"
	}
	fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", p.ID, p.Target, p.TargetName, p.Network, p.Role, deputy, who, p.State, dayText(p.LeaveUntil))
}

// dayText writes a moment as people read it in China; nothing where there is none.
func dayText(t *time.Time) string {
	if t == nil {
		return ""
	}
	return "until " + t.In(registry.China).Format("2006-01-02 15:04")
}

// onePosting names what is changed, and who does it.
type onePosting struct {
	ID int64 `arg:"" help:"The posting, as wangge posting list names it; every change gives it a new id."`
	By
}

func (c onePosting) change(ctx context.Context, g *Globals, e env, do func(registry.Registry) (registry.Posting, error)) (err error) {
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	p, err := do(store.Registry)
	if err != nil {
		return err
	}
	state, _ := p.StateAt(time.Now())
	_, err = fmt.Fprintf(e.out, "posting %d (was %d): %s %s %s is %s now\n", p.ID, c.ID, p.Target, p.Network, p.Role, state)
	return err
}

type postingLeaveCmd struct {
	onePosting
	From  string `help:"First day of the leave, or a time (RFC 3339); now by default."`
	Until string `help:"Last day of the leave, or a time; open by default."`
}

// Run puts an officer on leave.
func (c *postingLeaveCmd) Run(ctx context.Context, g *Globals, e env) error {
	leave, err := registry.ParseLeave(c.From, c.Until)
	if err != nil {
		return &exitError{code: 2, cause: err}
	}
	return c.change(ctx, g, e, func(r registry.Registry) (registry.Posting, error) {
		return r.SendOnLeave(ctx, c.ID, leave, c.actor())
	})
}

type postingReturnCmd struct{ onePosting }

// Run ends a leave.
func (c *postingReturnCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.change(ctx, g, e, func(r registry.Registry) (registry.Posting, error) { return r.EndLeave(ctx, c.ID, c.actor()) })
}

type postingVacateCmd struct{ onePosting }

// Run makes a post vacant.
func (c *postingVacateCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.change(ctx, g, e, func(r registry.Registry) (registry.Posting, error) { return r.Vacate(ctx, c.ID, c.actor()) })
}

type postingFillCmd struct {
	onePosting
	Officer string `help:"The roster's number of who takes the post." required:""`
}

// Run puts an officer on a vacant post.
func (c *postingFillCmd) Run(ctx context.Context, g *Globals, e env) error {
	return c.change(ctx, g, e, func(r registry.Registry) (registry.Posting, error) { return r.Fill(ctx, c.ID, c.Officer, c.actor()) })
}
