package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"wangge/geo/regroup"
)

// graphIn is a community as a file has it. Numbers that must be there are pointers: what is missing is not 0.
type graphIn struct {
	Name  string `json:"name"`
	K     *int   `json:"k"`
	Nodes []struct {
		ID    word     `json:"id"`
		Pop   *float64 `json:"pop"`
		Area  *float64 `json:"area"`
		Base  word     `json:"base"`
		Outer float64  `json:"outer"`
	} `json:"nodes"`
	Edges []struct {
		A      word     `json:"a"`
		B      word     `json:"b"`
		Length *float64 `json:"length"`
		Street part     `json:"street"`
	} `json:"edges"`
}

// part is a share: a number, or true for all and false for none.
type part float64

func (p *part) UnmarshalJSON(b []byte) error {
	var all bool
	if err := json.Unmarshal(b, &all); err == nil {
		if all {
			*p = 1
		}
		return nil
	}
	return json.Unmarshal(b, (*float64)(p))
}

// word is an identifier: text, or a number as it is written; null is empty.
type word string

func (w *word) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err == nil {
		*w = word(text)
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return fmt.Errorf("an identifier must be text or a number, not %.40s 编号应为文字或数字", b)
	}
	*w = word(n.String())
	return nil
}

func readGraph(path string) ([]regroup.Community, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseGraph(b)
}

func parseGraph(b []byte) ([]regroup.Community, error) {
	var in []graphIn
	if err := json.Unmarshal(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), &in); err != nil {
		return nil, fmt.Errorf("not a JSON array of communities 不是社区的 JSON 数组: %w", err)
	}
	out := make([]regroup.Community, len(in))
	for i, c := range in {
		var err error
		if out[i], err = c.community(); err != nil {
			return nil, fmt.Errorf("community %q (number %d) 社区: %w", c.Name, i, err)
		}
	}
	return out, nil
}

func (c *graphIn) community() (regroup.Community, error) {
	out := regroup.Community{Name: c.Name}
	if c.K != nil {
		if out.K = *c.K; out.K < 1 {
			return out, fmt.Errorf("k is %d; it must be at least 1, or left out 网格数至少为1", out.K)
		}
	}
	for i, n := range c.Nodes {
		if n.Pop == nil || n.Area == nil {
			return out, fmt.Errorf("nodes[%d] %q needs pop and area 缺少人口或面积", i, n.ID)
		}
		out.Nodes = append(out.Nodes, regroup.Node{ID: string(n.ID), People: *n.Pop, AreaM2: *n.Area, Base: string(n.Base), OuterM: n.Outer})
	}
	for i, e := range c.Edges {
		if e.Length == nil {
			return out, fmt.Errorf("edges[%d] %q–%q needs length 缺少长度", i, e.A, e.B)
		}
		out.Edges = append(out.Edges, regroup.Edge{A: string(e.A), B: string(e.B), LengthM: *e.Length, Street: float64(e.Street)})
	}
	return out, nil
}
