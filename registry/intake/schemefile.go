package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"wangge/gridcode"
	"wangge/registry"
)

// SchemeFile is a code scheme as a city wrote it down itself.
type SchemeFile struct {
	Scheme     *gridcode.Scheme
	Definition []byte // JSON, as gridcode.ReadScheme reads it
}

// IsSchemeFile tells the name of a file from that of a scheme.
func IsSchemeFile(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json", ".yaml", ".yml":
		return true
	default:
		return false
	}
}

// ReadSchemeFile reads a scheme from JSON or YAML. Its error tells every fault with line, place and remedy.
func ReadSchemeFile(path string) (SchemeFile, error) {
	text, err := readSmall(path)
	if err != nil {
		return SchemeFile{}, fmt.Errorf("read scheme: %w", err)
	}
	c := converter{lines: map[string]int{}}
	definition, err := c.convert(text, strings.EqualFold(filepath.Ext(path), ".json"))
	if err != nil {
		return SchemeFile{}, fmt.Errorf("%w: %s: %w", registry.ErrInvalid, filepath.Base(path), err)
	}
	scheme, err := gridcode.ReadScheme(definition)
	if err != nil {
		return SchemeFile{}, fmt.Errorf("%w: this is no scheme 编码规则文件有误:\n%w", registry.ErrInvalid, c.placed(filepath.Base(path), err))
	}
	return SchemeFile{Scheme: scheme, Definition: definition}, nil
}

// readSmall reads a file that people wrote; what is larger is something else.
func readSmall(path string) ([]byte, error) {
	const most = 1 << 20
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && len(text) > most {
		err = fmt.Errorf("%w: %s is larger than 1 MB, so nobody wrote it by hand", registry.ErrInvalid, path)
	}
	return text, err
}

// converter writes YAML as JSON, and knows the line of every place in it.
type converter struct {
	out   bytes.Buffer
	lines map[string]int
}

// convert gives the text as JSON. What is JSON already stays as it is: gridcode tells its faults better.
func (c *converter) convert(text []byte, isJSON bool) ([]byte, error) {
	document, err := onlyDocument(text)
	if err == nil && len(document.Content) == 1 {
		err = c.value("", document.Content[0])
	}
	switch {
	case isJSON:
		return text, nil
	case err != nil:
		return nil, err
	case c.out.Len() == 0:
		return nil, errors.New("the file is empty")
	default:
		return c.out.Bytes(), nil
	}
}

// onlyDocument reads a YAML file, which may be empty, but not hold a second document that nobody would read.
func onlyDocument(text []byte) (document yaml.Node, err error) {
	in := yaml.NewDecoder(bytes.NewReader(text))
	if err := in.Decode(&document); err != nil && !errors.Is(err, io.EOF) {
		return document, err
	}
	var second yaml.Node
	if in.Decode(&second) == nil {
		return document, fmt.Errorf("line %d: a second document (---) begins; keep one", second.Line)
	}
	return document, nil
}

func (c *converter) value(place string, n *yaml.Node) error {
	if _, known := c.lines[place]; !known {
		c.lines[place] = n.Line
	}
	switch n.Kind {
	case yaml.MappingNode:
		return c.object(place, n)
	case yaml.SequenceNode:
		return c.list(place, n)
	case yaml.ScalarNode:
		return c.scalar(n)
	default:
		return fmt.Errorf("line %d: %s: references (*%s) are not followed here; write the value out", n.Line, place, n.Value)
	}
}

func (c *converter) object(place string, n *yaml.Node) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		c.out.WriteByte("{,"[min(i, 1)])
		key := n.Content[i]
		at := strings.TrimPrefix(place+"."+key.Value, ".")
		c.lines[at] = key.Line
		if err := c.text(key.Value); err != nil {
			return err
		}
		c.out.WriteByte(':')
		if err := c.value(at, n.Content[i+1]); err != nil {
			return err
		}
	}
	if len(n.Content) == 0 {
		c.out.WriteByte('{')
	}
	c.out.WriteByte('}')
	return nil
}

func (c *converter) list(place string, n *yaml.Node) error {
	c.out.WriteByte('[')
	for i, item := range n.Content {
		if i > 0 {
			c.out.WriteByte(',')
		}
		if err := c.value(fmt.Sprintf("%s[%d]", place, i), item); err != nil {
			return err
		}
	}
	c.out.WriteByte(']')
	return nil
}

// plainNumber is a number that YAML and people read alike: to YAML 010 is eight.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

func (c *converter) scalar(n *yaml.Node) error {
	switch n.ShortTag() {
	case "!!int", "!!float":
		if !plainNumber.MatchString(n.Value) {
			return fmt.Errorf("line %d: %s is not a plain number; write its digits without zeros before them, or put a text in quotes", n.Line, n.Value)
		}
		c.out.WriteString(n.Value)
	case "!!bool":
		c.out.WriteString(strings.ToLower(n.Value))
	case "!!null":
		c.out.WriteString("null")
	default:
		return c.text(n.Value)
	}
	return nil
}

func (c *converter) text(s string) error {
	b, err := json.Marshal(s)
	c.out.Write(b)
	return err
}

// placed puts file and line before each fault of a scheme.
func (c *converter) placed(file string, err error) error {
	faults := []error{err}
	var many interface{ Unwrap() []error }
	if errors.As(err, &many) {
		faults = many.Unwrap()
	}
	for i, fault := range faults {
		var s *gridcode.SchemeError
		if errors.As(fault, &s) && c.line(s.Place) > 0 {
			faults[i] = fmt.Errorf("%s:%d: %w", file, c.line(s.Place), fault)
		}
	}
	return errors.Join(faults...)
}

// line gives the line of a place, or of what it should be in; 0 where the whole file is meant.
func (c *converter) line(place string) int {
	for place != "" {
		if n, ok := c.lines[place]; ok {
			return n
		}
		place = place[:max(0, strings.LastIndexAny(place, ".["))]
	}
	return 0
}
