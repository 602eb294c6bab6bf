package intake

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"
)

var (
	phonePattern = regexp.MustCompile(`^\+?[0-9][0-9 -]{1,18}[0-9]$`)
	mobile       = regexp.MustCompile(`^(?:\+86|0086|86)?(1[0-9]{10})$`)
	maimed       = regexp.MustCompile(`^1(?:[0-9]{6,9}|[0-9]{11,})$`) // a mobile number with digits lost or added; short numbers such as 12345 are none
)

// dialled writes a number with plain characters: brackets and every kind of dash become hyphens, extensions follow one.
var dialled = strings.NewReplacer("(", "", ")", "-", "‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "―", "-", "−", "-", "转", "-")

// phone reads one telephone number as text, without the separators of mobile numbers.
func (p *problems) phone(r record, field string) string {
	s := strings.TrimSuffix(strings.TrimSpace(dialled.Replace(width.Narrow.String(r.text(field)))), ".0")
	if m := scientific.FindStringSubmatch(s); m != nil {
		whole, ok := expanded(m)
		if !ok {
			p.add(r, field, textf("电话 %s 是科学计数法，末尾数字已丢失", "phone %s is in scientific notation: its last digits are lost", s),
				text("在表格中把该列设为文本，重新录入", "format the column as text and enter it again"))
			return ""
		}
		s = whole
	}
	compact := strings.NewReplacer(" ", "", "-", "").Replace(s)
	m := mobile.FindStringSubmatch(compact)
	switch {
	case s == "":
	case m != nil:
		return m[1]
	case maimed.MatchString(compact):
		p.add(r, field, textf("手机号 %s 有 %d 位，应为 11 位", "mobile number %s has %d digits; such numbers have 11", s, len(compact)), text("核对号码", "look at the number again"))
		return ""
	case !phonePattern.MatchString(s):
		p.add(r, field, textf("%q 不是电话号码", "%q is not a phone number", s), text("每人只填一个号码，只用数字、空格和短横", "give one number, with digits, spaces and hyphens only"))
		return ""
	}
	return s
}
