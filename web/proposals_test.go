package web_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"wangge/fixtures"
	"wangge/geo/vector"
	"wangge/registry"
	"wangge/registry/background"
	"wangge/registry/intake"
	"wangge/registry/snapshot"
	"wangge/tiles"
	"wangge/web"
)

// fourNetworks is a service with the division table, streets, buildings and the four legacy networks, and no unified grid yet.
func fourNetworks(t *testing.T) *service {
	t.Helper()
	s := newService(t)
	s.load(t, intake.Request{What: intake.Divisions}, "divisions.csv", "divisions.geojson")
	s.load(t, intake.Request{What: intake.Streets}, "streets.geojson")
	s.load(t, intake.Request{What: intake.Buildings}, "buildings.geojson")
	for _, l := range fixtures.Layers {
		s.load(t, intake.Request{What: intake.Grids, Network: l.Name, Fields: map[string]string{"code": l.IDProperty}, Read: vector.Options{Datum: l.Datum}}, l.File)
	}
	s.follow(t)
	return s
}

// proposed starts a proposal and follows its events to the end.
func (s *service) proposed(t *testing.T, question fields) web.ProposalDetails {
	t.Helper()
	var begun web.ProposalSummary
	h := s.do(t, s.sending(t, "/v1/proposals", question), http.StatusAccepted, &begun)
	if h.Get("Location") != proposal(begun.ID, "") {
		t.Errorf("Location is %q", h.Get("Location"))
	}
	events := s.events(t, proposal(begun.ID, "/events"))
	stages := map[string]bool{}
	for _, e := range events[:len(events)-1] {
		var p background.Progress
		if err := json.Unmarshal([]byte(e.data), &p); err != nil || e.name != "progress" {
			t.Errorf("an event is %+v, %v", e, err)
		}
		stages[p.Stage] = true
	}
	var told, asked web.ProposalDetails
	if err := json.Unmarshal([]byte(events[len(events)-1].data), &told); err != nil {
		t.Fatal(err)
	}
	s.get(t, proposal(begun.ID, ""), http.StatusOK, &asked)
	if diff := cmp.Diff(asked, told); diff != "" || events[len(events)-1].name != string(asked.State) {
		t.Errorf("the last event %q is not as the address says: %s", events[len(events)-1].name, diff)
	}
	if len(stages) < 2 {
		t.Errorf("the progress has the stages %v", slices.Collect(maps.Keys(stages)))
	}
	return asked
}

func proposal(id uuid.UUID, rest string) string { return "/v1/proposals/" + id.String() + rest }

// rows gives all rows of a crosswalk, page by page.
func (s *service) rows(t *testing.T, path string) (all []registry.Crossing) {
	t.Helper()
	for cursor := ""; ; {
		var page struct {
			Items []registry.Crossing
			Next  string
		}
		s.get(t, path+"?limit=100"+cursor, http.StatusOK, &page)
		all = append(all, page.Items...)
		if page.Next == "" {
			return all
		}
		cursor = "&cursor=" + page.Next
	}
}

// addUp proves that the shares of every legacy grid do.
func addUp(t *testing.T, rows []registry.Crossing) {
	t.Helper()
	type key struct{ network, code string }
	area, people := map[key]float64{}, map[key]float64{}
	for _, r := range rows {
		if r.LegacyCode != "" {
			area[key{r.Network, r.LegacyCode}] += r.OfLegacy
			people[key{r.Network, r.LegacyCode}] += r.PeopleOfLegacy
		}
	}
	for k, share := range area {
		if math.Abs(share-1) > 1e-9 || people[k] != 0 && math.Abs(people[k]-1) > 1e-9 {
			t.Errorf("grid %v has the shares %v and %v", k, share, people[k])
		}
	}
}

// The four networks become one map: proposed, looked at, drafted, published, and every old code leads somewhere.
func TestFourNetworksBecomeOneThroughTheService(t *testing.T) {
	t.Parallel()
	s := fourNetworks(t)
	p := s.proposed(t, fields{"name": "首选", "base": "governance", "steps": 20_000, "by": "张工", "reason": "多网合一"})
	if p.State != background.Done || p.Base != "governance" || p.Name != "首选" || p.By != "张工" || p.Grids < grids/2 || len(p.Options.Networks) != 4 || p.Report == nil || p.Report.Proposal.Grids != p.Grids {
		t.Fatalf("proposed: %+v, problem %+v", p, p.Problem)
	}
	s.listed(t, p)
	addUp(t, s.rows(t, proposal(p.ID, "/crosswalk")))

	var d web.DraftSummary
	h := s.do(t, s.sending(t, proposal(p.ID, "/draft"), fields{"by": "张工", "reason": "采纳"}), http.StatusCreated, &d)
	if h.Get("Location") != "/v1/drafts/"+d.ID.String() || d.Grids != p.Grids || d.Uncoded != p.Grids || d.State != registry.Open {
		t.Errorf("drafted: %+v at %q", d, h.Get("Location"))
	}
	var done web.PublishedDraft
	s.do(t, s.sending(t, "/v1/drafts/"+d.ID.String()+"/publish", fields{"by": "张工", "reason": "发布"}), http.StatusCreated, &done)
	if done.Revision.Number != 1 || done.Issued != p.Grids || done.Lineage != 0 || done.Revision.By != "张工" || done.Revision.Tally.Added != p.Grids {
		t.Errorf("published: %+v", done)
	}
	s.covered(t)
	rows := s.rows(t, "/v1/crosswalk")
	addUp(t, rows)
	if len(rows) != done.Crosswalk {
		t.Errorf("the crosswalk has %d rows, and was said to have %d", len(rows), done.Crosswalk)
	}
	s.everyCodeLeadsSomewhere(t)
	s.downloaded(t, proposal(p.ID, "/crosswalk"))
	s.downloaded(t, "/v1/crosswalk")
	s.refused(t, s.sending(t, "/v1/drafts/"+d.ID.String()+"/publish", fields{}), http.StatusConflict)
}

// listed looks at a proposal in the list, and at its grids.
func (s *service) listed(t *testing.T, p web.ProposalDetails) {
	t.Helper()
	var all struct{ Items []web.ProposalSummary }
	s.get(t, "/v1/proposals", http.StatusOK, &all)
	if diff := cmp.Diff([]web.ProposalSummary{p.ProposalSummary}, all.Items); diff != "" {
		t.Errorf("the list: %s", diff)
	}
	var grids, out struct{ Items []web.ProposalGrid }
	s.get(t, proposal(p.ID, "/grids?limit=1000"), http.StatusOK, &grids)
	s.get(t, proposal(p.ID, "/grids?outOfBand=true"), http.StatusOK, &out)
	people, odd := 0.0, 0
	for i, g := range grids.Items {
		people += g.People
		if g.Number != i+1 || g.CommunityName == "" || !strings.HasPrefix(g.Community, g.Town) || math.Abs(g.Deviation-(g.People/600-1)) > 1e-9 {
			t.Errorf("grid %+v", g)
		}
		if g.Reason != "" {
			odd++
		}
	}
	if len(grids.Items) != p.Grids || len(out.Items) != odd || math.Abs(people-p.Report.Proposal.People) > 1e-6*people {
		t.Errorf("%d grids of %d with %v people of %v; %d out of band, want %d", len(grids.Items), p.Grids, people, p.Report.Proposal.People, len(out.Items), odd)
	}
}

// downloaded fetches a crosswalk in every format: its rows are those of the list.
func (s *service) downloaded(t *testing.T, path string) {
	t.Helper()
	rows := s.rows(t, path)
	table := s.raw(t, http.MethodGet, path+".csv", nil)
	records, err := csv.NewReader(bytes.NewReader(table.body)).ReadAll()
	if err != nil || len(records) != len(rows)+1 || records[1][0] != rows[0].Network || records[1][1] != rows[0].LegacyCode || records[1][2] != rows[0].Code {
		t.Errorf("%s.csv: %v, %d rows, want %d: %q", path, err, len(records), len(rows)+1, records[:min(2, len(records))])
	}
	book, err := excelize.OpenReader(bytes.NewReader(s.raw(t, http.MethodGet, path+".xlsx", nil).body))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := book.GetRows(book.GetSheetList()[0])
	counts, cerr := book.GetRows(book.GetSheetList()[1])
	if err := errors.Join(err, cerr, book.Close()); err != nil || len(sheet) != len(rows)+1 || len(counts) < 1+len(fixtures.Layers) {
		t.Errorf("%s.xlsx: %v, %d rows, want %d; %d counts", path, err, len(sheet), len(rows)+1, len(counts))
	}
	var drawn struct {
		Features []struct {
			Properties struct{ Network, LegacyCode, Code string }
		}
	}
	if err := json.Unmarshal(s.raw(t, http.MethodGet, path+".geojson", nil).body, &drawn); err != nil || len(drawn.Features) < len(rows) {
		t.Errorf("%s.geojson: %v, %d features for %d rows", path, err, len(drawn.Features), len(rows))
	}
	for name, got := range map[string]answer{"csv": table, "again": s.raw(t, http.MethodGet, path+".csv", map[string]string{"If-None-Match": table.header.Get("ETag")})} {
		if want := map[string]int{"csv": http.StatusOK, "again": http.StatusNotModified}[name]; got.status != want || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment; filename=\"crosswalk-") {
			t.Errorf("%s.csv: %d, want %d, %v", path, got.status, want, got.header)
		}
	}
}

// covered proves that every square metre of the county belongs to one published grid.
func (s *service) covered(t *testing.T) {
	t.Helper()
	report, err := s.reg.CheckNetwork(t.Context(), county, registry.Unified)
	if err != nil || !report.Sound() {
		t.Errorf("the map is not sound: %+v, %v", report.Faults, err)
	}
	divisions, err := s.store.Divisions(t.Context(), county)
	if err != nil {
		t.Fatal(err)
	}
	area := 0.0
	for _, g := range s.live(t) {
		area += g.AreaM2
	}
	if want := registry.Outline(divisions).AreaM2(); math.Abs(area-want) > 1e-6*want {
		t.Errorf("the grids have %f m² of the county's %f", area, want)
	}
}

// everyCodeLeadsSomewhere asks for every code that came with the legacy networks.
func (s *service) everyCodeLeadsSomewhere(t *testing.T) {
	t.Helper()
	for network, codes := range legacyCodes(t) {
		for _, code := range codes {
			var r snapshot.Reading
			s.get(t, "/v1/codes/"+network+"/legacy/"+url.PathEscape(code), http.StatusOK, &r)
			sum := 0.0
			if r.Ended != nil {
				sum = r.Ended.Area
			}
			for _, share := range r.Today {
				sum += share.Area
			}
			if math.Abs(sum-1) > 1e-6 {
				t.Errorf("%s %s leads to %v of its ground: %+v", network, code, sum, r)
			}
		}
	}
}

// legacyCodes gives the codes of the manifest that are in the files: some were left out as defects.
func legacyCodes(t *testing.T) map[string][]string {
	t.Helper()
	b, err := os.ReadFile(generated(t, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Layers []struct {
			Name  string
			Codes []string
		}
		Defects []struct {
			Layer, Kind string
			Cells       []string
		}
	}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, l := range m.Layers {
		out[l.Name] = slices.DeleteFunc(l.Codes, func(code string) bool {
			return slices.ContainsFunc(m.Defects, func(d struct {
				Layer, Kind string
				Cells       []string
			},
			) bool {
				return d.Layer == l.Name && d.Kind == "missing" && slices.Contains(d.Cells, code)
			})
		})
	}
	return out
}

// What is wrong with a question is told, and nothing is computed.
func TestAProposalThatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	s := fourNetworks(t)
	for _, test := range []struct {
		name   string
		body   fields
		status int
		words  string
	}{
		{"an unknown county", fields{"county": "110101"}, 404, "110101"},
		{"an unknown network", fields{"networks": []string{"governance", "party"}}, 404, "party"},
		{"a network twice", fields{"networks": []string{"urban", "urban"}}, 422, "twice"},
		{"a base that is not merged", fields{"networks": []string{"urban"}, "base": "police"}, 422, "police"},
		{"no people", fields{"target": 0.5}, 400, "target"},
		{"steps below one", fields{"steps": -1}, 400, "steps"},
		{"a negative weight", fields{"weights": fields{"moved": -1}}, 400, "moved"},
		{"no weight at all", fields{"weights": fields{"balance": 0, "moved": 0, "border": 0, "street": 0, "legacy": 0}}, 400, "weight"},
		{"an unknown weight", fields{"weights": fields{"beauty": 1}}, 400, "beauty"},
		{"an unknown option", fields{"speed": 9}, 400, "speed"},
	} {
		if p := s.refused(t, s.sending(t, "/v1/proposals", test.body), test.status); !strings.Contains(p.Detail, test.words) {
			t.Errorf("%s: %q does not say %q", test.name, p.Detail, test.words)
		}
	}
	nobody := uuid.New()
	for _, path := range []string{"", "/grids", "/crosswalk", "/crosswalk.csv", "/crosswalk.geojson", "/events", "/comparison/" + uuid.NewString()} {
		s.refused(t, s.request(t, http.MethodGet, proposal(nobody, path), nil), http.StatusNotFound)
	}
	s.refused(t, s.request(t, http.MethodGet, "/v1/proposals/first", nil), http.StatusBadRequest)
	s.refused(t, s.request(t, http.MethodGet, "/v1/proposals/first/crosswalk.csv", nil), http.StatusBadRequest)
	s.refused(t, s.request(t, http.MethodGet, "/v1/proposals?cursor="+nobody.String(), nil), http.StatusBadRequest)
	s.refused(t, s.sending(t, proposal(nobody, "/draft"), fields{}), http.StatusNotFound)
	s.refused(t, s.sending(t, proposal(nobody, "/cancel"), nil), http.StatusNotFound)
	s.refused(t, s.request(t, http.MethodDelete, proposal(nobody, ""), nil), http.StatusNotFound)
	s.refused(t, s.request(t, http.MethodGet, "/v1/crosswalk", nil), http.StatusServiceUnavailable)
	if all := s.proposals(t); len(all) != 0 {
		t.Errorf("there are proposals: %+v", all)
	}
}

// proposals lists all of them.
func (s *service) proposals(t *testing.T) []web.ProposalSummary {
	t.Helper()
	var all struct{ Items []web.ProposalSummary }
	s.get(t, "/v1/proposals", http.StatusOK, &all)
	return all.Items
}

// A proposal that nobody would wait for is cancelled, and the best so far is kept; the one behind it never began.
func TestAProposalIsCancelled(t *testing.T) {
	t.Parallel()
	s := fourNetworks(t)
	first, second := s.endless(t), s.endless(t)
	s.await(t, first, "regroup")
	s.refused(t, s.request(t, http.MethodGet, proposal(first, "/grids"), nil), http.StatusConflict)
	s.refused(t, s.request(t, http.MethodDelete, proposal(first, ""), nil), http.StatusConflict)
	s.refused(t, s.sending(t, proposal(first, "/draft"), fields{}), http.StatusConflict)
	if all := s.proposals(t); len(all) != 2 || all[0].ID != second || all[0].State != background.Waiting || all[1].ID != first || all[1].State != background.Running {
		t.Errorf("under way: %+v", all)
	}
	for _, id := range []uuid.UUID{second, first} {
		s.do(t, s.sending(t, proposal(id, "/cancel"), nil), http.StatusAccepted, nil)
		events := s.events(t, proposal(id, "/events"))
		if last := events[len(events)-1]; last.name != string(background.Cancelled) {
			t.Errorf("the stream ends with %+v", last)
		}
	}
	var best, never web.ProposalDetails
	s.get(t, proposal(first, ""), http.StatusOK, &best)
	s.get(t, proposal(second, ""), http.StatusOK, &never)
	if best.State != background.Cancelled || best.Grids == 0 || best.Report == nil || never.State != background.Cancelled || never.Grids != 0 || never.Report != nil {
		t.Errorf("cancelled: %+v, %+v", best, never)
	}
	addUp(t, s.rows(t, proposal(first, "/crosswalk")))
	s.refused(t, s.sending(t, proposal(first, "/cancel"), nil), http.StatusConflict)
	s.refused(t, s.request(t, http.MethodGet, proposal(second, "/grids"), nil), http.StatusConflict)
	s.do(t, s.request(t, http.MethodDelete, proposal(first, "?by=x"), nil), http.StatusNoContent, nil)
	s.refused(t, s.request(t, http.MethodGet, proposal(first, ""), nil), http.StatusNotFound)
	s.refused(t, s.request(t, http.MethodGet, proposal(first, "/grids"), nil), http.StatusNotFound)
}

// endless starts a proposal that takes longer than any test.
func (s *service) endless(t *testing.T) uuid.UUID {
	t.Helper()
	var p web.ProposalSummary
	s.do(t, s.sending(t, "/v1/proposals", fields{"steps": 1_000_000_000_000}), http.StatusAccepted, &p)
	return p.ID
}

// await follows a proposal until it is in a stage.
func (s *service) await(t *testing.T, id uuid.UUID, stage string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	answer, err := s.Client().Do(s.request(t, http.MethodGet, proposal(id, "/events"), nil).WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // not read to its end
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		var p background.Progress
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && json.Unmarshal([]byte(data), &p) == nil && p.Stage == stage {
			return
		}
	}
	t.Fatalf("proposal %s ends before %s", id, stage)
}

// A service that is lost leaves nothing of the proposals under way: nobody knows them afterwards.
func TestAProposalEndsWithItsService(t *testing.T) {
	t.Parallel()
	s := fourNetworks(t)
	ctx, lose := context.WithCancel(t.Context())
	lost, ended := begin(ctx, s.store)
	lost.follow(t)
	runs, waits := lost.endless(t), lost.endless(t)
	lost.await(t, runs, "regroup")
	lose()
	ended.Wait()
	lost.Close()
	for _, id := range []uuid.UUID{runs, waits} {
		s.refused(t, s.request(t, http.MethodGet, proposal(id, ""), nil), http.StatusNotFound)
	}
	if all := s.proposals(t); len(all) != 0 {
		t.Errorf("there are proposals: %+v", all)
	}
}

// Two proposals stand beside each other, and one tells what the other has of it.
func TestTwoProposalsAreCompared(t *testing.T) {
	t.Parallel()
	s := fourNetworks(t)
	one := s.proposed(t, fields{"steps": 20_000})
	same := s.proposed(t, fields{"steps": 20_000, "name": "again"})
	other := s.proposed(t, fields{"steps": 20_000, "target": 300})
	if all := s.proposals(t); len(all) != 3 || all[0].ID != other.ID || all[2].ID != one.ID {
		t.Errorf("the list: %+v", all)
	}
	var got web.ProposalComparison
	s.get(t, proposal(one.ID, "/comparison/"+same.ID.String()), http.StatusOK, &got)
	if got.Same != one.Grids || len(got.Grids)+len(got.Others) != 0 || math.Abs(got.SamePeople-one.Report.Proposal.People) > 1e-6*got.SamePeople {
		t.Errorf("with the same: %+v", got)
	}
	s.get(t, proposal(one.ID, "/comparison/"+other.ID.String()), http.StatusOK, &got)
	if got.Same+len(got.Grids) != one.Grids || got.Same+len(got.Others) != other.Grids {
		t.Errorf("of %d and %d grids: %+v", one.Grids, other.Grids, got)
	}
}

// A proposal is seen on the map: its grids, its faces with their owners, and the networks themselves.
func TestAProposalIsDrawn(t *testing.T) {
	t.Parallel()
	s := fourNetworks(t)
	p := s.proposed(t, fields{"steps": 20_000})
	for name, fields := range map[string][]string{
		"proposal-" + p.ID.String(): {"number", "people", "deviation", "reason", "community"},
		"faces-" + p.ID.String():    {"number", "people", "sliver", "community", "owner.governance", "owner.police"},
		"network-governance":        {"code", "name"},
		"network-civility":          {"code", "name"},
	} {
		var about tiles.TileJSON
		s.get(t, "/tiles/"+name+".json", http.StatusOK, &about)
		for _, f := range fields {
			if about.VectorLayers[0].Fields[f] == "" {
				t.Errorf("%s has no field %s: %v", name, f, about.VectorLayers[0].Fields)
			}
		}
		path := tileOver(name, 13)
		got := s.raw(t, http.MethodGet, path, nil)
		kind, _, _ := strings.Cut(name, "-")
		if got.status != http.StatusOK || len(ogr(t, path, got.body, kind)) == 0 {
			t.Errorf("%s: %d, %d bytes", path, got.status, len(got.body))
		}
		if again := s.raw(t, http.MethodGet, path, map[string]string{"If-None-Match": got.header.Get("ETag")}); again.status != http.StatusNotModified {
			t.Errorf("%s again: %d", path, again.status)
		}
		if caching := got.header.Get("Cache-Control"); strings.Contains(caching, "immutable") != (kind != "network") {
			t.Errorf("%s may be kept: %s", path, caching)
		}
		s.refused(t, s.request(t, http.MethodGet, path+"?rev=1", nil), http.StatusBadRequest)
	}
	for _, name := range []string{"proposal-" + uuid.NewString(), "faces-" + uuid.NewString(), "proposal-first", "network-party", "network-", "proposal"} {
		s.refused(t, s.request(t, http.MethodGet, tileOver(name, 13), nil), http.StatusNotFound)
		s.refused(t, s.request(t, http.MethodGet, "/tiles/"+name+".json", nil), http.StatusNotFound)
	}
}
