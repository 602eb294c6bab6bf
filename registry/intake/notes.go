package intake

import (
	"fmt"
	"strings"
)

// notes gathers what is said of files, so that what is true of many is said once.
type notes struct {
	all   int // number of files, to tell all from some
	order []string
	files map[string][]string
}

func (n *notes) add(file, text string) {
	if n.files == nil {
		n.files = map[string][]string{}
	}
	if _, ok := n.files[text]; !ok {
		n.order = append(n.order, text)
	}
	n.files[text] = append(n.files[text], file)
}

// list gives the notes in the order in which they first came.
func (n *notes) list() []string {
	var out []string
	for _, text := range n.order {
		files := n.files[text]
		switch {
		case len(files) == n.all && n.all > 1:
			out = append(out, fmt.Sprintf("all %d files: %s", n.all, text))
		case len(files) > 3:
			out = append(out, fmt.Sprintf("%s and %d more files: %s", files[0], len(files)-1, text))
		default:
			out = append(out, strings.Join(files, ", ")+": "+text)
		}
	}
	return out
}
