package merger

import "wangge/registry"

// NetworkReport counts a network's rows of the crosswalk, those that are noise apart.
type NetworkReport struct {
	Name    string                   `json:"name"`
	Grids   int                      `json:"grids"`
	AreaM2  float64                  `json:"areaM2"`  // of its grids, ground that several of them claim counted for each
	TwiceM2 float64                  `json:"twiceM2"` // of the ground that several of its grids claim, once
	Covers  float64                  `json:"covers"`  // share of the divisions' ground that it has; without divisions of all networks' ground
	Classes map[Class]int            `json:"classes"`
	Noise   int                      `json:"noise"`
	Towns   map[string]map[Class]int `json:"towns,omitempty"` // by the town's code; rows of no unified grid under ""
}

// count counts the rows of each network, and of each town where there are divisions; grids are those that the rows number.
func (t *tally) count(rows []Row, grids []Proposed, divisions []registry.Division) []NetworkReport {
	town := map[string]string{} // of a community
	for _, d := range divisions {
		if d.Level == registry.Community {
			town[d.Code] = d.Parent
		}
	}
	out := make([]NetworkReport, len(t.networks))
	byName := map[string]*NetworkReport{}
	for i, n := range t.networks {
		r := &out[i]
		*r = NetworkReport{Name: n.name, Grids: len(n.codes), TwiceM2: n.twice, Classes: map[Class]int{}}
		for _, g := range n.legacy {
			r.AreaM2 += g.areaM2
		}
		if t.insideM2 > 0 {
			r.Covers = n.covers / t.insideM2
		}
		if len(town) > 0 {
			r.Towns = map[string]map[Class]int{}
		}
		byName[n.name] = r
	}
	for _, row := range rows {
		r := byName[row.Network]
		if row.Noise {
			r.Noise++
			continue
		}
		r.Classes[row.Class]++
		if r.Towns == nil {
			continue
		}
		at := ""
		if row.Number > 0 {
			at = town[grids[row.Number-1].Community]
		}
		if r.Towns[at] == nil {
			r.Towns[at] = map[Class]int{}
		}
		r.Towns[at][row.Class]++
	}
	return out
}

// Counts counts the rows of a published crosswalk, whose codes begin with those of towns. The unified grids have groundM2; what of it the
// rows do not call uncovered, a network has.
func Counts(rows []Row, groundM2 float64) (out []NetworkReport) {
	const townDigits = 9
	legacy := map[string]bool{}
	for _, row := range rows { // which come by network
		if len(out) == 0 || out[len(out)-1].Name != row.Network {
			out = append(out, NetworkReport{Name: row.Network, Covers: 1, Classes: map[Class]int{}, Towns: map[string]map[Class]int{}})
			clear(legacy)
		}
		r := &out[len(out)-1]
		switch {
		case row.LegacyCode == "":
			r.Covers -= row.AreaM2 / groundM2
		case !legacy[row.LegacyCode]:
			legacy[row.LegacyCode] = true
			r.Grids++
			fallthrough
		default:
			r.AreaM2 += row.AreaM2
		}
		if row.Noise {
			r.Noise++
			continue
		}
		town := row.Code[:min(townDigits, len(row.Code))]
		if r.Towns[town] == nil {
			r.Towns[town] = map[Class]int{}
		}
		r.Classes[row.Class]++
		r.Towns[town][row.Class]++
	}
	return out
}
