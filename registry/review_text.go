package registry

import (
	"fmt"
	"strings"

	"wangge/geo/vector"
)

// Text says what the numbers are.
func (s Suggestion) Text() vector.Text {
	lost, gained := s.Lost, s.Gained
	switch en, zh := s.others(); s.Kind {
	case SuggestSplit:
		return text(
			fmt.Sprintf("%s %s 的面积有%s、人口有%s划给其他网格（%s），像是拆分", s.Code, s.Name, percent(lost.Area), percent(lost.Population), zh),
			fmt.Sprintf("%s %s gives away %s of its ground and %s of its people, to %s: this looks like a split", s.Code, s.Name, percent(lost.Area), percent(lost.Population), en))
	case SuggestMerge:
		return text(
			fmt.Sprintf("%s %s 现有面积的%s、人口的%s来自其他网格（%s），像是合并", s.Code, s.Name, percent(gained.Area), percent(gained.Population), zh),
			fmt.Sprintf("%s %s has %s of its ground and %s of its people from others, of %s: this looks like a merge", s.Code, s.Name, percent(gained.Area), percent(gained.Population), en))
	case SuggestKeep:
		return text(
			fmt.Sprintf("%s %s 将停用，但新网格 %s 几乎就是原网格", s.Code, s.Name, zh),
			fmt.Sprintf("%s %s would retire, but the new grid %s is all but the same", s.Code, s.Name, en))
	default:
		return text(
			fmt.Sprintf("%s %s 失去%s的面积，现有面积的%s是新的（原地现属%s），像是换了地方", s.Code, s.Name, percent(lost.Area), percent(gained.Area), zh),
			fmt.Sprintf("%s %s loses %s of its ground, and %s of what it has is new; what it was is now %s: the code would name another place", s.Code, s.Name, percent(lost.Area), percent(gained.Area), en))
	}
}

// Remedy says what to do.
func (s Suggestion) Remedy() vector.Text {
	if s.Kind == SuggestKeep {
		return text("若仍是同一网格，请在文件中填写其原编码；编码只因拆分、合并、撤销而停用",
			"if it is the same grid, write its code into the file: codes retire by split, merge and dissolve alone")
	}
	command := map[SuggestionKind]string{SuggestSplit: "wangge draft split", SuggestMerge: "wangge draft merge"}[s.Kind]
	if command == "" {
		return text("若确是另一网格，请在文件中留空该编码，以取得新编码，旧编码停用并保留沿革",
			"if it is another grid, leave its code out of the file: it gets a new one, and the old one retires with its lineage")
	}
	return text(
		fmt.Sprintf("若确是如此，请在文件中留空该编码或使用 `%s`，以取得新编码，旧编码停用并保留沿革；若只是调整边界或并入他格，可照此发布", command),
		fmt.Sprintf("if it is one, leave its code out of the file, or use `%s`: it gets a new code, and the old one retires with its lineage; if a border was merely moved, or ground merely taken over, go on", command))
}

// others names the first few of the other grids.
func (s Suggestion) others() (en, zh string) {
	const most = 3
	var names []string
	for _, o := range s.Others[:min(most, len(s.Others))] {
		names = append(names, fmt.Sprintf("%s %s %s", o.Code, o.Name, percent(o.Area)))
	}
	switch more := len(s.Others) - most; {
	case len(names) == 0:
		return "nobody", "无网格"
	case more > 0:
		return fmt.Sprintf("%s and %d more", strings.Join(names, ", "), more), fmt.Sprintf("%s 等%d个", strings.Join(names, "、"), len(s.Others))
	default:
		return strings.Join(names, ", "), strings.Join(names, "、")
	}
}

func percent(share float64) string { return fmt.Sprintf("%.1f%%", 100*share) }
