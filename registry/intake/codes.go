package intake

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"wangge/geo/vector"
	"wangge/gridcode"
	"wangge/registry"
)

// codeBook is what rows of codes are held against: the schemes, the ledger and the grids of a county.
type codeBook struct {
	county  string
	batch   uuid.UUID
	scheme  registry.Scheme // of rows that name none
	schemes map[string]registry.Scheme
	table   gridcode.Table
	ledger  map[string]registry.Issue // by scheme and code
	named   map[string]string         // code by scheme and grid
	names   map[string]string         // of the live grids
	coded   map[string][]string       // live grids by name

	own   []string           // codes of the rows that were issued to grids here, and that the rows give no name
	rows  map[string]brought // by scheme and code, as they come
	grids map[string]brought // by scheme and grid
}

// brought is a code and where the file says it.
type brought struct {
	registry.Issue
	record record
}

func key(scheme, code string) string { return scheme + "/" + code }

// codeBook reads what the rows need to know.
func (r *run) codeBook() (*codeBook, error) {
	b := &codeBook{
		county: r.County, batch: r.ID, table: registry.TableOf(r.divisions), schemes: map[string]registry.Scheme{},
		ledger: map[string]registry.Issue{}, named: map[string]string{}, names: map[string]string{}, coded: map[string][]string{},
		rows: map[string]brought{}, grids: map[string]brought{},
	}
	var err error
	if b.scheme, err = r.reg.Scheme(r.ctx, r.County, r.Scheme); err != nil {
		return nil, err
	}
	schemes, err := r.reg.Schemes(r.ctx, r.County)
	if err != nil {
		return nil, err
	}
	for _, s := range schemes {
		b.schemes[s.Name] = s
	}
	issued, err := r.reg.Store.Issued(r.ctx, r.County, "")
	if err != nil {
		return nil, err
	}
	for _, i := range issued {
		b.ledger[key(i.Scheme, i.Code)] = i
		if i.Grid != "" {
			b.named[key(i.Scheme, i.Grid)] = i.Code
		}
	}
	live, err := r.reg.Store.Grids(r.ctx, r.County)
	for _, g := range live {
		b.names[g.Code] = g.Name
		b.coded[g.Name] = append(b.coded[g.Name], g.Code)
	}
	return b, err
}

// codeRows reads codes that are in use elsewhere, each once.
func codeRows(records []record, b *codeBook, p *problems) []registry.Issue {
	var out []registry.Issue
	for _, r := range records {
		i, ok := b.row(r, p)
		if !ok || !b.apart(brought{i, r}, p) {
			continue
		}
		if _, again := b.rows[key(i.Scheme, i.Code)]; !again {
			out = append(out, i)
		}
		b.rows[key(i.Scheme, i.Code)] = brought{i, r}
		if i.Grid != "" {
			b.grids[key(i.Scheme, i.Grid)] = brought{i, r}
		}
	}
	b.tellOwn(p)
	return out
}

// row reads one code with its scheme and its grid.
func (b *codeBook) row(r record, p *problems) (registry.Issue, bool) {
	s, ok := b.schemeOf(r, p)
	if !ok {
		return registry.Issue{}, false
	}
	c, ok := b.codeOf(r, s, p)
	if !ok {
		return registry.Issue{}, false
	}
	grid, ok := b.gridOf(r, s, c, p)
	return registry.Issue{
		Scheme: s.Name, Code: c.String(), Community: c.Community(), Sequence: c.Sequence(), Grid: grid,
		Batch: b.batch, Algorithm: registry.Imported, Note: said(r.text("name"), r.text("note")),
	}, ok
}

// said joins what a file says of a code.
func said(name, note string) string {
	if name == "" || note == "" {
		return name + note
	}
	return name + "；" + note
}

// schemeWords are other names of the built-in schemes.
var schemeWords = map[string]string{"cj/t 349": "cjt349", "cj/t349": "cjt349", "cj/t 349-2010": "cjt349", "cjt349-2010": "cjt349"}

func (b *codeBook) schemeOf(r record, p *problems) (registry.Scheme, bool) {
	word := r.text("scheme")
	name := strings.ToLower(word)
	if name == "" {
		return b.scheme, true
	}
	s, ok := b.schemes[cmp.Or(schemeWords[name], name)]
	if !ok {
		p.add(r, "scheme", textf("本县未采用编码规则 %q", "the county issues no codes of scheme %q", word),
			textf("先执行 wangge code scheme adopt，或改用：%s", "adopt it with `wangge code scheme adopt` first, or use one of: %s", strings.Join(slices.Sorted(maps.Keys(b.schemes)), ", ")))
	}
	return s, ok
}

// codeOf reads a code of the county in a scheme; a check character after it is verified and left out.
func (b *codeBook) codeOf(r record, s registry.Scheme, p *problems) (gridcode.Code, bool) {
	typed, ok := p.code(r, "code", true)
	if !ok {
		return gridcode.Code{}, false
	}
	c, err := s.ParseChecked(typed, func(code string) bool { return s.Check(b.table, code) == nil })
	if err != nil {
		p.add(r, "code", misread(typed, s, err), b.remedy(typed, s, err))
		return c, false
	}
	if problem, remedy := b.misplaced(c, s); problem != (vector.Text{}) {
		p.add(r, "code", problem, remedy)
		return c, false
	}
	return c, true
}

// misplaced tells why a code cannot be one of the county's, in the scheme as it was adopted; an empty text where it can.
func (b *codeBook) misplaced(c gridcode.Code, s registry.Scheme) (problem, remedy vector.Text) {
	var unknown *gridcode.DivisionError
	division := c.Community()
	prefix, _ := s.Prefix(division) // empty where there is none, as of a division that the table cannot have
	switch others := b.others(c.String(), s); {
	case division != "" && division[:6] != b.county:
		problem = textf("编码 %s 属于县 %s，不属于 %s", "code %s is of county %s, not of %s", c, division[:6], b.county)
		remedy = text("一次只导入一个县的编码，用 --county 指明", "import one county's codes at a time, named with --county")
	case errors.As(s.Check(b.table, c.String()), &unknown) && len(others) > 0:
		problem, remedy = noDivision(c, unknown), inScheme(others)
	case unknown != nil:
		problem, remedy = noDivision(c, unknown), text("核对编码，或先导入该区划", "check the code, or import the division first")
	case !strings.HasPrefix(c.String(), prefix):
		problem = textf("编码 %s 的对象代码不是本县采用的 %s", "code %s is of another object than %s, which the county adopted", c, s.Object)
		remedy = text("核对编码；其他对象的编码不是网格编码", "check the code; codes of other objects are no grids' codes")
	}
	return problem, remedy
}

func noDivision(c gridcode.Code, e *gridcode.DivisionError) vector.Text {
	return textf("编码 %s 的区划 %s 不在区划表中", "code %s is of %s, which the division table has not", c, cmp.Or(e.Division, e.Segment))
}

func inScheme(names []string) vector.Text {
	return textf("若是 %s 编码，请在 scheme 列写明", "if it is a code of %s, say so in the column scheme", strings.Join(names, ", "))
}

// misread tells why a text is no code of a scheme.
func misread(typed string, s registry.Scheme, err error) vector.Text {
	var syntax *gridcode.SyntaxError
	if !errors.As(err, &syntax) {
		return textf("编码 %s 的校验字符不符", "the check character of code %s does not fit", typed)
	}
	return vector.Text{ZH: fmt.Sprintf("%q 不是 %s 编码：%s", typed, s.Name, fault(typed, s, syntax.Offset)), EN: syntax.Error()}
}

// fault tells in Chinese what is wrong at a byte of a text.
func fault(typed string, s registry.Scheme, offset int) string {
	at := min(offset, len(typed))
	c, _ := utf8.DecodeRuneInString(typed[at:])
	place := utf8.RuneCountInString(typed[:at]) + 1
	switch {
	case fullWidth(string(c)):
		return fmt.Sprintf("第 %d 位是全角数字", place)
	case at < len(typed) && unicode.IsSpace(c):
		return fmt.Sprintf("第 %d 位是空格", place)
	case !digits(typed):
		return fmt.Sprintf("第 %d 位不是数字", place)
	case len(typed) != s.Len():
		return fmt.Sprintf("应为 %d 位，现有 %d 位", s.Len(), len(typed))
	default:
		return fmt.Sprintf("第 %d 位起的数字不存在", place)
	}
}

// remedy names the likely codes, or the schemes that the text would be a code of.
func (b *codeBook) remedy(typed string, s registry.Scheme, err error) vector.Text {
	var check *gridcode.CheckError
	if errors.As(err, &check) && len(check.Likely) > 0 {
		var likely []string
		for _, c := range check.Likely[:min(len(check.Likely), 3)] {
			likely = append(likely, c.Checked())
		}
		return textf("核对原件，可能是 %s", "read the original again; perhaps %s was meant", strings.Join(likely, ", "))
	}
	for _, likely := range []string{plain(typed), strings.Repeat("0", max(0, s.Len()-len(typed))) + typed} { // zeros that a spreadsheet dropped
		if likely != typed && s.Check(b.table, likely) == nil && len(likely) == s.Len() {
			return textf("应为 %s？请将该列设为文本，核对后重新录入", "perhaps %s was meant; format the column as text, and enter the code again", likely)
		}
	}
	if others := b.others(typed, s); len(others) > 0 {
		return inScheme(others)
	}
	return text("改为半角数字，不含空格，并核对位数", "write it with plain digits and without blanks, and count them")
}

// plain takes blanks out, and makes full-width digits plain.
func plain(typed string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return -1
		case fullWidth(string(c)):
			return c - '０' + '0'
		default:
			return c
		}
	}, typed)
}

// others gives the schemes, built-in or adopted, in which a text would be a code of the county.
func (b *codeBook) others(typed string, s registry.Scheme) []string {
	all := maps.Clone(b.schemes)
	for _, builtin := range gridcode.Builtin() {
		all[builtin.Name] = registry.Scheme{Scheme: builtin}
	}
	delete(all, s.Name)
	maps.DeleteFunc(all, func(_ string, o registry.Scheme) bool { return len(typed) != o.Len() || o.Check(b.table, typed) != nil })
	return slices.Sorted(maps.Keys(all))
}
