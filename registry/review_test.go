package registry_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/registry"
)

func TestReviewTellsWhatAMapMakesOfTheCodes(t *testing.T) {
	t.Parallel()
	portion := func(share float64) registry.Portion { return registry.Portion{Area: share, Population: share} }
	renamed := gridOn("k", 90, 100)
	renamed.Name = "新名"
	tests := []struct {
		name          string
		before, after []registry.Grid
		buildings     []registry.Building
		want          registry.Review
	}{
		{
			name: "nothing", before: []registry.Grid{gridOn("a", 0, 10)}, after: []registry.Grid{gridOn("a", 0, 10)},
			want: registry.Review{Kept: 1},
		},
		{
			name: "a rename", before: []registry.Grid{gridOn("k", 90, 100)}, after: []registry.Grid{renamed},
			want: registry.Review{Renamed: []registry.Rename{{Code: "k", Old: "网格k", New: "新名"}}},
		},
		{
			name: "a border moves a little", before: []registry.Grid{gridOn("a", 0, 10), gridOn("b", 10, 20)}, after: []registry.Grid{gridOn("a", 0, 12), gridOn("b", 12, 20)},
			want: registry.Review{Adjusted: []registry.Adjustment{
				{Code: "a", Name: "网格a", Gained: portion(2. / 12)},
				{Code: "b", Name: "网格b", Lost: portion(0.2)},
			}},
		},
		{
			name: "a split under the old code, which keeps the smaller part", before: []registry.Grid{gridOn("a", 0, 10)}, after: []registry.Grid{gridOn("a", 0, 3), gridOn("b", 3, 10)},
			want: registry.Review{
				Adjusted: []registry.Adjustment{{Code: "a", Name: "网格a", Lost: portion(0.7)}},
				New:      []registry.Grid{gridOn("b", 3, 10)},
				Lineage:  []registry.Lineage{{Predecessor: "a", Successor: "b", AreaShare: 0.7, PopulationShare: 0.7, SuccessorAreaShare: 1, SuccessorPopulationShare: 1}},
				Suggested: []registry.Suggestion{{
					Adjustment: registry.Adjustment{Code: "a", Name: "网格a", Lost: portion(0.7)}, Kind: registry.SuggestSplit,
					Others: []registry.Share{{Code: "b", Name: "网格b", Area: 0.7, Population: 0.7}},
				}},
			},
		},
		{
			name: "it keeps most of the ground, but few of the people", before: []registry.Grid{gridOn("a", 0, 10), gridOn("b", 10, 20)}, after: []registry.Grid{gridOn("a", 0, 7), gridOn("b", 7, 20)},
			buildings: []registry.Building{house(1, 20), house(8, 80), house(15, 120)},
			want: registry.Review{
				Adjusted: []registry.Adjustment{
					{Code: "a", Name: "网格a", Lost: registry.Portion{Area: 0.3, Population: 0.8}},
					{Code: "b", Name: "网格b", Gained: registry.Portion{Area: 3. / 13, Population: 0.4}},
				},
				Suggested: []registry.Suggestion{{
					Adjustment: registry.Adjustment{Code: "a", Name: "网格a", Lost: registry.Portion{Area: 0.3, Population: 0.8}}, Kind: registry.SuggestSplit,
					Others: []registry.Share{{Code: "b", Name: "网格b", Area: 0.3, Population: 0.8}},
				}},
			},
		},
		{
			name: "a merge under the code of the smaller one", before: []registry.Grid{gridOn("a", 0, 10), gridOn("b", 10, 50)}, after: []registry.Grid{gridOn("a", 0, 50)},
			want: registry.Review{
				Adjusted: []registry.Adjustment{{Code: "a", Name: "网格a", Gained: portion(0.8)}},
				Retired:  []registry.Grid{gridOn("b", 10, 50)},
				Lineage:  []registry.Lineage{{Predecessor: "b", Successor: "a", AreaShare: 1, PopulationShare: 1, SuccessorAreaShare: 0.8, SuccessorPopulationShare: 0.8}},
				Suggested: []registry.Suggestion{{
					Adjustment: registry.Adjustment{Code: "a", Name: "网格a", Gained: portion(0.8)}, Kind: registry.SuggestMerge,
					Others: []registry.Share{{Code: "b", Name: "网格b", Area: 0.8, Population: 0.8}},
				}},
			},
		},
		{
			name: "a code is left out by mistake, and the border moved a little", before: []registry.Grid{gridOn("a", 0, 20), gridOn("b", 20, 40)}, after: []registry.Grid{gridOn("c", 0, 19), gridOn("b", 19, 40)},
			want: registry.Review{
				Adjusted: []registry.Adjustment{{Code: "b", Name: "网格b", Gained: portion(1. / 21)}},
				Retired:  []registry.Grid{gridOn("a", 0, 20)},
				New:      []registry.Grid{gridOn("c", 0, 19)},
				Lineage: []registry.Lineage{
					{Predecessor: "a", Successor: "b", AreaShare: 0.05, PopulationShare: 0.05, SuccessorAreaShare: 1. / 21, SuccessorPopulationShare: 1. / 21},
					{Predecessor: "a", Successor: "c", AreaShare: 0.95, PopulationShare: 0.95, SuccessorAreaShare: 1, SuccessorPopulationShare: 1},
				},
				Suggested: []registry.Suggestion{{
					Adjustment: registry.Adjustment{Code: "a", Name: "网格a", Lost: portion(0.05)}, Kind: registry.SuggestKeep,
					Others: []registry.Share{{Code: "c", Name: "网格c", Area: 0.95, Population: 0.95}},
				}},
			},
		},
		{
			name: "two codes change places", before: []registry.Grid{gridOn("a", 0, 10), gridOn("b", 10, 20)}, after: []registry.Grid{gridOn("b", 0, 10), gridOn("a", 10, 20)},
			want: registry.Review{
				Adjusted: []registry.Adjustment{{Code: "a", Name: "网格a", Lost: portion(1), Gained: portion(1)}, {Code: "b", Name: "网格b", Lost: portion(1), Gained: portion(1)}},
				Suggested: []registry.Suggestion{
					{
						Adjustment: registry.Adjustment{Code: "a", Name: "网格a", Lost: portion(1), Gained: portion(1)}, Kind: registry.SuggestMove,
						Others: []registry.Share{{Code: "b", Name: "网格b", Area: 1, Population: 1}},
					},
					{
						Adjustment: registry.Adjustment{Code: "b", Name: "网格b", Lost: portion(1), Gained: portion(1)}, Kind: registry.SuggestMove,
						Others: []registry.Share{{Code: "a", Name: "网格a", Area: 1, Population: 1}},
					},
				},
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, registry.ReviewOf(tt.before, tt.after, tt.buildings, registry.DefaultThreshold), nearly); diff != "" {
				t.Error(diff)
			}
		})
	}
}
