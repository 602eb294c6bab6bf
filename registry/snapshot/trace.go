package snapshot

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"wangge/geo"
	"wangge/geo/datum"
	"wangge/registry"
)

// TraceStep is one step on the way to an answer, for people.
type TraceStep struct {
	Step string `json:"step" enum:"given,conversion,rounding,owner,border,accuracy,people,locationCode,revision"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// explain tells how an answer came about, in the order in which it did.
func (s *Snapshot) explain(r Resolution, q Query, p geo.Point) []TraceStep {
	out := []TraceStep{given(q), conversion(r, q), rounding(q, p), s.ownership(r, p), beside(r)}
	if r.Ambiguous != nil {
		out = append(out, weighing(r, q))
	}
	out = append(out, chosen(r.People)...)
	return append(out,
		TraceStep{"locationCode", "网格内位置码 " + r.LocationCode, "the place inside the grid has the code " + r.LocationCode},
		TraceStep{
			"revision", fmt.Sprintf("依据版本 %d（%s 发布）", r.Revision.Number, r.Revision.PublishedAt.Format(time.RFC3339)),
			fmt.Sprintf("the map is revision %d, published at %s", r.Revision.Number, r.Revision.PublishedAt.Format(time.RFC3339)),
		})
}

func given(q Query) TraceStep {
	return TraceStep{
		"given", fmt.Sprintf("收到经度 %v、纬度 %v，坐标系 %s", q.Point[0], q.Point[1], q.Datum),
		fmt.Sprintf("longitude %v, latitude %v, read as %s", q.Point[0], q.Point[1], q.Datum),
	}
}

func conversion(r Resolution, q Query) TraceStep {
	switch q.Datum {
	case datum.CGCS2000:
		return TraceStep{"conversion", "已是 CGCS2000，无需转换", "the numbers are CGCS2000 already: nothing to convert"}
	case datum.WGS84:
		return TraceStep{"conversion", "WGS 84 与 CGCS2000 相差仅厘米级，按原值使用", "WGS 84 and CGCS2000 differ by centimetres: the numbers are taken as they are"}
	default:
		return TraceStep{
			"conversion", fmt.Sprintf("由 %s 换算为 CGCS2000：%v, %v，移动 %.1f 米", q.Datum, r.Position.Lng, r.Position.Lat, r.Position.ShiftM),
			fmt.Sprintf("converted from %s to CGCS2000: %v, %v, moved by %.1f m", q.Datum, r.Position.Lng, r.Position.Lat, r.Position.ShiftM),
		}
	}
}

// rounding says how far the nearest lattice point is from the exact position: 8 mm at most.
func rounding(q Query, p geo.Point) TraceStep {
	at, err := q.Datum.ToCGCS2000(q.Point)
	if err != nil {
		at = p.Orb() // cannot be: the answer went this way
	}
	f := geo.FrameAt(p)
	mm := 1000 * math.Hypot((at[0]*geo.Unit-float64(p.X))*f.X, (at[1]*geo.Unit-float64(p.Y))*f.Y)
	return TraceStep{
		"rounding", fmt.Sprintf("取最近的格点 %v（1e-7 度），移动 %.1f 毫米", p, mm),
		fmt.Sprintf("rounded to the lattice point %v (1e-7 degree), moved by %.1f mm", p, mm),
	}
}

// ownership says which of the rules of package locate gave the point to its owner.
func (s *Snapshot) ownership(r Resolution, p geo.Point) TraceStep {
	own, rivals := s.byCode[r.Grid.Code], s.meetingAt(p, r.Grid.Code)
	also := strings.Join(rivals, ", ")
	switch {
	case own.Shape.Side(p) == geo.Inside && len(rivals) == 0:
		return TraceStep{"owner", "在网格 " + own.Code + " 内部", "it lies inside grid " + own.Code}
	case own.Shape.Side(p) == geo.Inside:
		return TraceStep{"owner", "在网格 " + own.Code + " 内部，与 " + also + " 重叠，取编码最小者", "it lies inside grid " + own.Code + ", which " + also + " overlaps: the lowest code has it"}
	case len(rivals) == 0:
		return TraceStep{"owner", "在网格 " + own.Code + " 的外边线上，边线归该网格", "it lies on the outer rim of grid " + own.Code + ", which owns its rim"}
	default:
		return TraceStep{
			"owner", "在网格 " + own.Code + " 与 " + also + " 的公共边线上：从正东起逆时针，最先遇到的网格拥有该点",
			"it lies on the border that grid " + own.Code + " shares with " + also + ": the first grid counter-clockwise from due east owns the point",
		}
	}
}

// meetingAt lists the other grids that have the point inside or on their border.
func (s *Snapshot) meetingAt(p geo.Point, but string) []string {
	var out []string
	for _, i := range s.index.Meeting(geo.Rect{Min: p, Max: p}) {
		if g := s.grids[i]; g.Code != but && g.Shape.Side(p) != geo.Outside {
			out = append(out, g.Code)
		}
	}
	return out
}

func beside(r Resolution) TraceStep {
	if r.Border.Neighbour == "" {
		return TraceStep{
			"border", fmt.Sprintf("距最近边线 %.1f 米，其外无网格", r.Border.DistanceM),
			fmt.Sprintf("the nearest border is %.1f m away; no grid lies behind it", r.Border.DistanceM),
		}
	}
	return TraceStep{
		"border", fmt.Sprintf("距最近边线 %.1f 米，其外为网格 %s", r.Border.DistanceM, r.Border.Neighbour),
		fmt.Sprintf("the nearest border is %.1f m away; grid %s lies behind it", r.Border.DistanceM, r.Border.Neighbour),
	}
}

func weighing(r Resolution, q Query) TraceStep {
	var shares []string
	for _, c := range r.Candidates {
		shares = append(shares, fmt.Sprintf("%s %.1f %%", c.Code, 100*c.Share))
	}
	zh, en := "明确", "clear"
	if *r.Ambiguous {
		zh, en = "存疑", "ambiguous"
	}
	held, least := strings.Join(shares, ", "), 100*q.AmbiguousBelow
	return TraceStep{
		"accuracy", fmt.Sprintf("半径 %v 米的圆内各网格面积占比：%s；本网格须占 %.4g %%，结果%s", q.AccuracyM, held, least, zh),
		fmt.Sprintf("of the circle of %v m these grids hold: %s; the grid needs %.4g %%, so the answer is %s", q.AccuracyM, held, least, en),
	}
}

// ruleWords say by what right somebody answers.
var ruleWords = map[Rule][2]string{
	Primary:       {"岗位主责人", "the holder of the post"},
	Deputy:        {"岗位副手", "the deputy of the post"},
	Head:          {"网格长", "the head of the grid"},
	CommunityDuty: {"社区值班", "the community's duty desk"},
	TownDuty:      {"镇街值班", "the town's duty desk"},
	CountyDuty:    {"县级值班（属地兜底）", "the county's duty desk"},
}

// awayWords say why somebody does not answer.
var awayWords = map[registry.State][2]string{
	registry.OnLeave:  {"请假", "on leave"},
	registry.Vacant:   {"空缺", "vacant"},
	registry.NotBegun: {"尚未到岗", "not begun"},
	registry.Over:     {"已卸任", "ended"},
	registry.Active:   {"不在名册", "not on the roster"},
	noPost:            {"未设岗", "there is no such post"},
}

// chosen says who was chosen by which rule, and before whom.
func chosen(people []Person) []TraceStep {
	if len(people) == 0 {
		return []TraceStep{{"people", "无人负责：请配置值班人员", "nobody answers: man a duty desk"}}
	}
	out := make([]TraceStep, len(people))
	for i, p := range people {
		words, line := ruleWords[p.Rule], cmp.Or(p.For, p.Network)
		zh, en := passedOver(p.PassedOver)
		out[i] = TraceStep{
			"people", fmt.Sprintf("%s 网（%s）：%s %s%s", line, p.Role, words[0], p.Name, zh),
			fmt.Sprintf("for the network %s (%s): %s, %s%s", line, p.Role, words[1], p.Name, en),
		}
	}
	return out
}

// passedOver lists who would have come first.
func passedOver(before []Passed) (zh, en string) {
	for _, b := range before {
		rule, why := ruleWords[b.Rule], awayWords[b.Reason]
		zh += "；" + rule[0] + why[0]
		en += "; " + rule[1] + ": " + why[1]
		if b.Until != nil {
			until := b.Until.Format(time.RFC3339)
			zh, en = zh+"至 "+until, en+" until "+until
		}
	}
	return zh, en
}
