package web_test

import (
	"net/http"
	"slices"
	"testing"

	"wangge/web"
)

func TestMattersSayWhoAnswers(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var list struct{ Items []web.MatterSummary }
	s.get(t, "/v1/matters", http.StatusOK, &list)
	i := slices.IndexFunc(list.Items, func(m web.MatterSummary) bool { return m.Matter == "street-lamp" })
	if i < 0 || list.Items[i].Name != "路灯故障" || !slices.Equal(list.Items[i].Networks, []string{"urban", "governance"}) {
		t.Errorf("got %+v", list.Items)
	}
}
