package public

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/snapshot"
	"wangge/web/plate"
)

var (
	//go:embed page.gohtml
	pageText string
	//go:embed page.css
	style string

	pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"spaced": plate.Spaced}).Parse(pageText))
)

// Policy lets the page have its own styles, the icon, and nothing else.
var Policy = "default-src 'none'; style-src 'sha256-" + digest(style) + "'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// view is what the page is made of.
type view struct {
	*Language
	Style     template.CSS
	Title     string
	Code      string // that was asked for
	Grid      *gridView
	Unified   string   // of a code of another scheme
	Notes     []string // what became of the code
	Heirs     []heir
	Missing   bool
	Likely    []string // codes that may be meant
	Published string
}

// gridView is a grid as anyone may see it.
type gridView struct {
	Code, Name, Kind, Area string
	Path                   []snapshot.Step
	Map                    drawing
	Contacts               []contact
}

// contact is a person, or a desk, with all that makes one answer for the grid.
type contact struct {
	Posts       []string
	Name, Phone string
}

// heir is a grid that has a part of a retired one's ground.
type heir struct{ Code, Name, Share string }

// Render gives the page of a code and its status: 404 where nobody ever issued the code, 503 before there is a map.
func Render(snap *snapshot.Snapshot, typed string, w *Language) (status int, page []byte, err error) {
	v := &view{Language: w, Style: template.CSS(style), Code: typed} //nolint:gosec // a file of this package
	switch {
	case snap == nil || snap.Revision().Number == 0:
		status, v.Title = http.StatusServiceUnavailable, w.Unpublished
	case v.find(snap):
		status = http.StatusOK
		v.Published = fmt.Sprintf(w.revision, snap.Revision().Number, w.Date(snap.Revision().PublishedAt))
	default:
		status, v.Title, v.Missing, v.Code = http.StatusNotFound, w.Unknown, true, clip(typed)
	}
	var out bytes.Buffer
	err = pageTemplate.Execute(&out, v)
	return status, out.Bytes(), err
}

// clip keeps what was typed to a line or two.
func clip(typed string) string {
	const most = 40
	if r := []rune(typed); len(r) > most {
		return string(r[:most]) + "…"
	}
	return typed
}

// find fills the view with the story of the code; false where the code was never issued.
func (v *view) find(snap *snapshot.Snapshot) bool {
	story, ok := Find(snap, v.Code)
	if !ok {
		v.Likely = likely(snap, v.Code)
		return false
	}
	v.Code = story.Issue.Code
	if story.Grid != v.Code {
		v.Unified = story.Grid
	}
	v.tell(snap, story)
	return true
}

// Find reads a code as people type it, in any width, with blanks, with or without its check character, and gives the story of the first
// scheme that has it, the unified one before all others; false where the code was never issued.
func Find(snap *snapshot.Snapshot, typed string) (registry.Story, bool) {
	text := folded(typed)
	for _, scheme := range snap.Schemes() {
		code, err := snap.ReadCode(scheme, text)
		if err != nil {
			continue
		}
		if story, ok := snap.Stories().Story(scheme.Name, code, snap.Revision().Number); ok {
			return story, true
		}
	}
	return registry.Story{}, false
}

func folded(typed string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(typed)), "")
}

// likely gives the codes that may have been meant: those that fit a check character, else those one typing error away.
func likely(snap *snapshot.Snapshot, typed string) []string {
	var check *gridcode.CheckError
	if !errors.As(snap.Misread(folded(typed)), &check) {
		return snap.Near(folded(typed))
	}
	var out []string
	for _, c := range check.Likely {
		out = append(out, c.String())
	}
	return out
}

// tell shows the one grid that has the ground, or says what became of it.
func (v *view) tell(snap *snapshot.Snapshot, story registry.Story) {
	v.Title = v.Site
	if story.State == registry.RetiredCode {
		life := story.Lives[len(story.Lives)-1]
		v.Title = life.Name
		v.Notes = append(v.Notes, v.retirement(snap, story, life))
	}
	switch {
	case len(story.Today) == 0:
		v.Notes = append(v.Notes, v.ended[story.Ended.Reason])
		return
	case story.Ended.Area > 0:
		v.Notes = append(v.Notes, fmt.Sprintf(v.rest, v.Percent(story.Ended.Area)))
	}
	if len(story.Today) > 1 {
		for _, s := range story.Today {
			v.Heirs = append(v.Heirs, heir{s.Code, s.Name, v.Percent(s.Area)})
		}
		return
	}
	if g, ok := snap.Grid(story.Today[0].Code); ok {
		v.Title, v.Grid = g.Name, v.grid(snap, g)
	}
}

// retirement says when a code ended, and by what; not by whom.
func (v *view) retirement(snap *snapshot.Snapshot, story registry.Story, life registry.Life) string {
	rev, _ := snap.Stories().Revision(life.To)
	kind := registry.ReshapeStep
	for _, step := range snap.Stories().Steps(story.Grid, life.To) {
		if step.Revision == life.To && step.Predecessor == story.Grid {
			kind = step.Kind
		}
	}
	return fmt.Sprintf(v.retired, plate.Spaced(story.Grid), v.Date(rev.PublishedAt), life.To, v.steps[kind])
}

func (v *view) grid(snap *snapshot.Snapshot, g *snapshot.Grid) *gridView {
	return &gridView{
		Code: g.Code, Name: g.Name, Kind: v.kinds[g.Kind], Area: v.Size(g.AreaM2), Path: g.Path, Map: draw(snap, g), Contacts: v.contacts(snap.Contacts(g, time.Now())),
	}
}

// contacts joins the posts of one person.
func (v *view) contacts(people []snapshot.Person) []contact {
	var out []contact
	for _, p := range people {
		i := slices.IndexFunc(out, func(c contact) bool { return c.Name == p.Name && c.Phone == p.Phone })
		if i < 0 {
			i = len(out)
			out = append(out, contact{Name: p.Name, Phone: p.Phone})
		}
		if post := v.post(p); !slices.Contains(out[i].Posts, post) {
			out[i].Posts = append(out[i].Posts, post)
		}
	}
	return out
}

func (v *view) post(p snapshot.Person) string {
	if desk, ok := v.desks[p.Rule]; ok {
		return desk
	}
	if p.Rule == snapshot.Deputy {
		return v.roles[p.Role] + v.deputy
	}
	return v.roles[p.Role]
}
