package intake

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"go.yaml.in/yaml/v4"

	"wangge/geo/vector"
	"wangge/registry"
)

var changeFields = []field{
	{name: "old", required: true, aliases: []string{"旧编码", "旧代码", "原编码", "原代码", "变更前编码", "变更前代码", "oldcode", "old_code", "from"}},
	{name: "new", required: true, aliases: []string{"新编码", "新代码", "现编码", "现代码", "变更后编码", "变更后代码", "newcode", "new_code", "to"}},
	{name: "name", aliases: []string{"名称", "新名称", "变更后名称", "newname", "new_name"}},
}

// ReadChanges reads a change of divisions: a CSV or XLSX with the columns old, new and name, or a list of such rows in JSON or YAML.
// Rows without a code, or with one whose digits are lost, are vector.RowErrors, all of them.
func ReadChanges(ctx context.Context, path string, o vector.Options) ([]registry.DivisionChange, error) {
	s, err := changeSource(ctx, path, o)
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	records, _, err := s.mapped(changeFields, nil)
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	p := &problems{}
	var out []registry.DivisionChange
	for _, r := range records {
		before, _ := p.code(r, "old", true)
		after, _ := p.code(r, "new", true)
		out = append(out, registry.DivisionChange{Old: trimCode(before), New: trimCode(after), Name: r.text("name"), File: r.file, Row: r.row})
	}
	if len(p.rows) > 0 {
		return nil, fmt.Errorf("%w: %w", registry.ErrInvalid, p.rows)
	}
	return out, nil
}

func changeSource(ctx context.Context, path string, o vector.Options) (source, error) {
	if isTable(path) {
		t, err := vector.ReadTable(ctx, path, o)
		if err != nil {
			return source{}, err
		}
		return fromTable(t), nil
	}
	if !IsSchemeFile(path) {
		return source{}, fmt.Errorf("%w: %s is no table (.csv, .xlsx) and no list (.json, .yaml) 变更表应为 CSV、XLSX、JSON 或 YAML", registry.ErrInvalid, filepath.Base(path))
	}
	text, err := readSmall(path)
	if err != nil {
		return source{}, err
	}
	s, err := fromList(text)
	if err != nil {
		return source{}, fmt.Errorf("%w: %s: %w", registry.ErrInvalid, filepath.Base(path), err)
	}
	for i := range s.records {
		s.records[i].file = filepath.Base(path)
	}
	s.name = filepath.Base(path)
	return s, nil
}

// fromList reads a list of rows, bare or under the key "changes", in YAML, which JSON is too. Values stay as they are written,
// so that digits which a number would lose are told.
func fromList(text []byte) (s source, err error) {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return s, err
	}
	if len(document.Content) == 0 {
		return s, errors.New("the file is empty")
	}
	list := document.Content[0]
	if list.Kind == yaml.MappingNode {
		if i := slices.IndexFunc(list.Content, func(n *yaml.Node) bool { return n.Value == "changes" }); i >= 0 && i+1 < len(list.Content) {
			list = list.Content[i+1]
		}
	}
	if list.Kind != yaml.SequenceNode {
		return s, fmt.Errorf(`line %d: there should be a list of rows such as [{"old": "370883003", "new": "370883103", "name": "凫山镇"}]`, list.Line)
	}
	for _, row := range list.Content {
		if row.Kind != yaml.MappingNode {
			return s, fmt.Errorf("line %d: a row has the members old, new and name", row.Line)
		}
		s.add(row)
	}
	return s, nil
}

// add takes a row of a list; what is no text or number counts as not given.
func (s *source) add(row *yaml.Node) {
	values := map[string]string{}
	for i := 0; i+1 < len(row.Content); i += 2 {
		key, value := row.Content[i].Value, row.Content[i+1]
		if !slices.Contains(s.header, key) {
			s.header = append(s.header, key)
		}
		if value.Kind == yaml.ScalarNode && value.Tag != "!!null" {
			values[key] = value.Value
		}
	}
	s.records = append(s.records, record{row: row.Line, value: func(column string) string { return values[column] }})
}
