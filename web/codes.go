package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/snapshot"
)

func (s *Server) routeCodes() {
	get(s, codesTag, "/v1/grids/{code}/lineage", "getLineage", "What a code came from and what became of it, at any date", s.getLineage, http.StatusNotFound)
	get(s, codesTag, "/v1/codes", "readCode", "All that a bare code may mean, at any date", s.readCode, http.StatusNotFound)
	get(s, codesTag, "/v1/codes/{network}/{scheme}/{code}", "getCode", "What a code of a network and scheme is, at any date", s.getCode, http.StatusNotFound)
	get(s, codesTag, "/v1/codes/schemes", "listSchemes", "The schemes that codes are issued and read by", s.listSchemes)
	get(s, codesTag, "/v1/codes/preview", "previewCodes", "Which codes a draft's grids would get, or the published ones in another scheme, in the order of the numbering", s.previewCodes, http.StatusNotFound, http.StatusUnprocessableEntity)
	get(s, codesTag, "/v1/codes/findings", "listFindings", "What a planner should look at in a county's codes", s.listFindings, http.StatusNotFound)
}

// CodeReading is one meaning of a code, and where its story is told.
type CodeReading struct {
	snapshot.Reading
	Story string               `json:"story,omitempty" doc:"address of the lineage; legacy networks have none"`
	At    snapshot.RevisionRef `json:"at" doc:"the revision that all of this is as of; number 0 before the first one"`
}

func readingOf(r snapshot.Reading, at registry.Revision) CodeReading {
	out := CodeReading{Reading: r, At: refOf(at)}
	if r.Grid != "" {
		out.Story = "/v1/grids/" + r.Grid + "/lineage"
	}
	return out
}

type readCodeInput struct {
	Code string `query:"code" required:"true" maxLength:"100" doc:"as it stands somewhere: of any scheme, with or without its check character, or of a legacy network"`
	At   string `query:"at" maxLength:"64" doc:"a revision's number, a date (the end of that day, UTC+8) or a time (RFC 3339); now by default"`
}

func (s *Server) readCode(ctx context.Context, in *readCodeInput) (page[CodeReading], error) {
	snap, at, err := s.asOf(in.At)
	if err != nil {
		return page[CodeReading]{}, err
	}
	legacy, err := s.History.LegacyReadings(ctx, snap, in.At, "", in.Code)
	if err != nil {
		return page[CodeReading]{}, err
	}
	out := page[CodeReading]{Items: []CodeReading{}}
	for _, r := range append(snap.UnifiedReadings(in.Code, at.Number), legacy...) {
		out.Items = append(out.Items, readingOf(r, at))
	}
	if len(out.Items) > 0 {
		return out, nil
	}
	if err := snap.Misread(in.Code); err != nil {
		return out, misread("query.code", in.Code, snap, fmt.Errorf("no network has this code 各网均无此编码: %w", err))
	}
	return out, neverIssued(in.Code, snap)
}

type codeKeyInput struct {
	Code    string `path:"code" maxLength:"100"`
	Network string `path:"network" maxLength:"64" doc:"unified, or a legacy network"`
	Scheme  string `path:"scheme" maxLength:"64" doc:"of the unified network: cn15 or another; legacy of any other network"`
	County  string `query:"county" maxLength:"6" doc:"of a legacy network, where several counties have one of that name and code"`
	At      string `query:"at" maxLength:"64" doc:"a revision's number, a date (the end of that day, UTC+8) or a time (RFC 3339); now by default"`
}

// asOf gives the present snapshot, and the revision that at= asks for.
func (s *Server) asOf(text string) (*snapshot.Snapshot, registry.Revision, error) {
	snap, err := s.loaded()
	if err != nil {
		return nil, registry.Revision{}, err
	}
	at, err := snap.Stories().At(text)
	if err != nil {
		return nil, at, wrong(Invalid{"query.at", reasonOf(err), text})
	}
	return snap, at, nil
}

func (s *Server) getCode(ctx context.Context, in *codeKeyInput) (CodeReading, error) {
	snap, at, err := s.asOf(in.At)
	switch {
	case err != nil:
		return CodeReading{}, err
	case in.Network != registry.Unified:
		return s.legacyReading(ctx, snap, in, at)
	}
	scheme, ok := snap.Scheme(in.Scheme)
	if !ok {
		return CodeReading{}, newProblem(http.StatusNotFound, fmt.Sprintf("there is no scheme %s; there are: %s 没有该编码规则", in.Scheme, schemeNames(snap)))
	}
	code, err := snap.ReadCode(scheme, in.Code)
	if err != nil {
		return CodeReading{}, misread("path.code", in.Code, snap, err)
	}
	r, ok := snap.Unified(in.Scheme, code, at.Number)
	if !ok {
		return CodeReading{}, neverIssued(code, snap)
	}
	return readingOf(r, at), nil
}

func schemeNames(snap *snapshot.Snapshot) string {
	var names []string
	for _, x := range snap.Schemes() {
		names = append(names, x.Name)
	}
	return strings.Join(names, ", ")
}

func (s *Server) legacyReading(ctx context.Context, snap *snapshot.Snapshot, in *codeKeyInput, at registry.Revision) (CodeReading, error) {
	var none *snapshot.QueryError
	if errors.As(snap.KnownNetwork(in.Network), &none) {
		return CodeReading{}, newProblem(http.StatusNotFound, none.Reason)
	}
	if in.Scheme != snapshot.LegacyScheme {
		return CodeReading{}, newProblem(http.StatusNotFound, fmt.Sprintf("codes of network %s have the scheme %s 该网的编码规则为 %s", in.Network, snapshot.LegacyScheme, snapshot.LegacyScheme))
	}
	readings, err := s.History.LegacyReadings(ctx, snap, in.At, in.Network, in.Code)
	if err != nil {
		return CodeReading{}, err
	}
	readings = slices.DeleteFunc(readings, func(r snapshot.Reading) bool { return in.County != "" && r.County != in.County })
	switch len(readings) {
	case 0:
		then := "has"
		if in.At != "" {
			then = "had then"
		}
		return CodeReading{}, newProblem(http.StatusNotFound, fmt.Sprintf("network %s %s no grid with the code %s; /v1/search finds parts of codes and names 该网没有此编码", in.Network, then, in.Code))
	case 1:
		return readingOf(readings[0], at), nil
	default:
		var counties []string
		for _, r := range readings {
			counties = append(counties, r.County)
		}
		return CodeReading{}, wrong(Invalid{Location: "query.county", Message: "several counties have this code: say one of " + strings.Join(counties, ", ") + " 多个县有此编码，请指定县"})
	}
}

// issued finds a code in the ledger.
func issued(snap *snapshot.Snapshot, text string) (scheme, code string, p *Problem) {
	scheme, code, err := snap.Find(text)
	switch {
	case err != nil:
		return "", "", misread("path.code", text, snap, err)
	case code == "":
		return "", "", neverIssued(text, snap)
	default:
		return scheme, code, nil
	}
}

// misread says why a text is no code, and what was likely meant.
func misread(location, text string, snap *snapshot.Snapshot, err error) *Problem {
	message := err.Error() + " 编码有误"
	var wrongCheck *gridcode.CheckError
	if !errors.As(err, &wrongCheck) {
		p := wrong(Invalid{location, message, text})
		p.DidYouMean = snap.Near(text)
		return p
	}
	p := wrong(Invalid{location, wrongCheck.Error() + " 校验码不符", text})
	p.Type = checkProblem
	for _, c := range wrongCheck.Likely {
		p.DidYouMean = append(p.DidYouMean, c.String())
	}
	return p
}

// neverIssued says that the ledger does not know a code, and which like it it knows.
func neverIssued(code string, snap *snapshot.Snapshot) *Problem {
	detail := fmt.Sprintf("the code %s was never issued 该编码从未发放", code)
	near := snap.Near(code)
	if len(near) > 0 {
		detail += "; perhaps a typing error 可能输入有误: " + strings.Join(near[:min(len(near), maxNear)], ", ")
	} else if err := gridcode.CN15.Check(divisionsOf(snap), code); errors.Is(err, gridcode.ErrUnknownDivision) {
		detail += "; " + err.Error()
	} else if err := snap.Misread(code); err != nil {
		detail += "; " + err.Error()
	} else {
		detail += "; old codes and names are found by /v1/search 旧编码和名称可用 /v1/search 查找"
	}
	p := newProblem(http.StatusNotFound, detail)
	p.DidYouMean = near[:min(len(near), maxNear)]
	return p
}

// maxNear is how many codes a problem offers instead of one that is not there.
const maxNear = 10

// divisionTable tells gridcode which divisions there are.
type divisionTable struct{ snap *snapshot.Snapshot }

func divisionsOf(snap *snapshot.Snapshot) divisionTable { return divisionTable{snap} }

func (t divisionTable) Has(code string) bool {
	_, ok := t.snap.Division(code)
	return ok
}

// notLive says what has become of a code that no published grid has.
func notLive(snap *snapshot.Snapshot, text string) *Problem {
	scheme, code, p := issued(snap, text)
	if p != nil {
		return p
	}
	r, _ := snap.Unified(scheme, code, snap.Revision().Number) // issued says that there is one
	switch {
	case scheme != gridcode.CN15.Name:
		p = newProblem(http.StatusNotFound, fmt.Sprintf("%s is a code of scheme %s for the grid %s: ask for that one 请用统一编码 %s 查询", code, scheme, r.Grid, r.Grid))
		p.DidYouMean = []string{r.Grid}
	case r.State == registry.RetiredCode:
		p = gone(r)
	case r.State == registry.ElsewhereCode:
		p = newProblem(http.StatusNotFound, fmt.Sprintf("a file brought the code %s as in use elsewhere; no grid was published with it 该编码由文件带入，未随网格发布", code))
	default:
		p = newProblem(http.StatusNotFound, fmt.Sprintf("the code %s was issued, but no grid was published with it 该编码已发放，尚未随网格发布", code))
	}
	return p
}

// gone says where the ground of a retired code is today.
func gone(r snapshot.Reading) *Problem {
	detail := fmt.Sprintf("the code %s (%s) is retired; its story is told by /v1/grids/%s/lineage 该编码已停用", r.Code, r.Name, r.Code)
	if len(r.Today) > 0 {
		var codes []string
		for _, g := range r.Today[:min(len(r.Today), maxNear)] {
			codes = append(codes, fmt.Sprintf("%s (%.0f %%)", g.Code, 100*g.Area))
		}
		detail += "; today its ground is with 现由以下网格管理: " + strings.Join(codes, ", ")
	}
	p := newProblem(http.StatusGone, detail)
	p.Type, p.Title = retiredProblem, "The code is retired 编码已停用"
	p.Today, p.Ended = r.Today, r.Ended
	return p
}

// reasonOf gives the text of an error without its kind.
func reasonOf(err error) string {
	return strings.TrimPrefix(err.Error(), registry.ErrInvalid.Error()+": ")
}
