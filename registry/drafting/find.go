package drafting

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"wangge/gridcode"
	"wangge/registry"
)

// find gives the place of the grid that is meant: by its code, with or without the check character; while it has none, by
// its name; or by #n, its number in this state of the draft.
func find(grids []registry.Grid, what string) (int, error) {
	what = strings.TrimSpace(what)
	if digits, ok := strings.CutPrefix(what, "#"); ok {
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || n > len(grids) {
			return 0, fmt.Errorf("%w: there is no grid %s: the draft has #1 to #%d 草稿中没有该序号", registry.ErrInvalid, what, len(grids))
		}
		return n - 1, nil
	}
	byCode := map[string]int{}
	for i, g := range grids {
		byCode[g.Code] = i
	}
	delete(byCode, "")
	code, err := gridcode.CN15.ParseChecked(what, func(code string) bool { _, ok := byCode[code]; return ok })
	if errors.Is(err, gridcode.ErrCheck) {
		return 0, fmt.Errorf("%w: %w 校验码不符", registry.ErrInvalid, err)
	}
	if err != nil {
		return findName(grids, what)
	}
	i, ok := byCode[code.String()]
	if !ok {
		return 0, fmt.Errorf("%w: the draft has no grid with the code %s: it may be retired, then its story tells which grids have its ground now (GET /v1/grids/%s/lineage) 草稿中没有该编码的网格，可能已停用",
			registry.ErrInvalid, code, code)
	}
	return i, nil
}

func findName(grids []registry.Grid, name string) (int, error) {
	var uncoded, coded []string
	at := 0
	for i, g := range grids {
		switch {
		case g.Name != name || name == "":
		case g.Code == "":
			uncoded, at = append(uncoded, fmt.Sprintf("#%d", i+1)), i
		default:
			coded = append(coded, g.Code)
		}
	}
	switch {
	case len(uncoded) == 1 && len(coded) == 0:
		return at, nil
	case len(uncoded)+len(coded) > 1:
		return 0, fmt.Errorf("%w: several grids are called %s: say which, %s 有多个同名网格，请指明", registry.ErrInvalid, name, strings.Join(append(coded, uncoded...), ", "))
	case len(coded) == 1:
		return 0, fmt.Errorf("%w: grid %s has a code: name it by that, %s 请使用其编码", registry.ErrInvalid, name, coded[0])
	default:
		return 0, fmt.Errorf("%w: the draft has no grid %q: name one by its code, while it has none by its name, or by its number such as #1 (see `wangge draft show --all`) 草稿中没有该网格",
			registry.ErrInvalid, name)
	}
}
