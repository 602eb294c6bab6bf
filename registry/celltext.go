package registry

import "strings"

// CellText keeps a text in a table from being taken for a formula when a spreadsheet program opens it.
func CellText(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
