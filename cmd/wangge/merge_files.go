package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wangge/geo/vector"
	"wangge/registry/intake"
	"wangge/registry/merger"
)

// mergeFiles are the flags that name the files of a merger.
type mergeFiles struct {
	Network   []string          `help:"A network and a file of its grids, GeoJSON, Shapefile (.shp or .zip), GeoPackage or KML; FILE may be a pattern, and a network given several times." placeholder:"NAME=FILE" sep:"none"`
	Divisions []string          `help:"Division table or outlines: code, name, and ground of the communities." placeholder:"FILE" sep:"none"`
	Streets   []string          `help:"Streets, along which borders cost half." placeholder:"FILE" sep:"none"`
	Buildings []string          `help:"Buildings with their people, which no border cuts." placeholder:"FILE" sep:"none"`
	ID        map[string]string `name:"id" help:"Property that names a network's grids; guessed by default, and the guess is shown." placeholder:"NAME=PROPERTY"`
	Field     map[string]string `help:"Property of another field of a network, such as police.population=RK." placeholder:"NAME.FIELD=PROPERTY"`
	Datum     map[string]string `help:"Datum of a network's files: cgcs2000, wgs84, gcj02, bd09 or EPSG:n. By default as the files say; a GeoJSON that says nothing is taken as WGS 84 (RFC 7946)." placeholder:"NAME=DATUM"`
	Encoding  string            `help:"Encoding of a Shapefile's or table's text: utf-8, gbk or gb18030. By default the file is looked at."`
}

// input reads the files and shows what was assumed of them.
func (c *mergeFiles) input(ctx context.Context, e env) (merger.Input, []string, error) {
	q, err := c.request()
	if err != nil {
		return merger.Input{}, nil, err
	}
	bar := newProgress(e.err)
	defer bar.end()
	q.Progress = bar.tell
	in, notes, err := intake.MergeInput(ctx, q)
	bar.end()
	for _, n := range notes {
		fmt.Fprintln(e.err, "note:", n)
	}
	return in, notes, err
}

func (c *mergeFiles) request() (q intake.MergeRequest, err error) {
	var errs [4]error
	q.Read, errs[0] = vector.OptionsOf("", "", c.Encoding)
	q.Divisions, errs[1] = found(c.Divisions)
	q.Streets, errs[2] = found(c.Streets)
	q.Buildings, errs[3] = found(c.Buildings)
	if err := errors.Join(errs[:]...); err != nil {
		return q, err
	}
	for _, flag := range c.Network {
		name, file, ok := strings.Cut(flag, "=")
		if !ok || name == "" || file == "" {
			return q, fmt.Errorf("--network %s: write NAME=FILE, such as police=police.gpkg 应为 名称=文件", flag)
		}
		files, err := found([]string{file})
		if err != nil {
			return q, fmt.Errorf("--network %s: %w", flag, err)
		}
		i := numberOf(q.Networks, name)
		if i < 0 {
			i = len(q.Networks)
			q.Networks = append(q.Networks, intake.NetworkFiles{Name: name, Fields: map[string]string{}})
		}
		q.Networks[i].Files = append(q.Networks[i].Files, files...)
	}
	if len(q.Networks) == 0 {
		return q, fmt.Errorf("name the networks with --network NAME=FILE 请以 --network 指定各网文件")
	}
	return q, c.details(q.Networks)
}

func numberOf(networks []intake.NetworkFiles, name string) int {
	return slices.IndexFunc(networks, func(n intake.NetworkFiles) bool { return n.Name == name })
}

// details gives the networks their properties and datums.
func (c *mergeFiles) details(networks []intake.NetworkFiles) error {
	for name, property := range c.ID {
		i := numberOf(networks, name)
		if i < 0 {
			return fmt.Errorf("--id %s=%s: there is no network %q 没有该网络", name, property, name)
		}
		networks[i].Fields["code"] = property
	}
	for key, property := range c.Field {
		dot := strings.LastIndexByte(key, '.')
		i := numberOf(networks, key[:max(dot, 0)])
		if i < 0 {
			return fmt.Errorf("--field %s=%s: write NAME.FIELD=PROPERTY with the name of a network 应为 网络.字段=属性", key, property)
		}
		networks[i].Fields[key[dot+1:]] = property
	}
	for name, word := range c.Datum {
		i := numberOf(networks, name)
		if i < 0 {
			return fmt.Errorf("--datum %s=%s: there is no network %q 没有该网络", name, word, name)
		}
		o, err := vector.OptionsOf(word, "", "")
		if err != nil {
			return fmt.Errorf("--datum %s=%s: %w", name, word, err)
		}
		networks[i].Datum = o.Datum
	}
	return nil
}

// refused tells why nothing was written; rows that could not be taken one to a line.
func refused(e env, err error) error {
	var rows vector.RowErrors
	if !errors.As(err, &rows) {
		return &exitError{code: 2, cause: err}
	}
	fmt.Fprintf(e.err, "wangge: nothing was written: %s 未写入，共 %d 个问题\n", problems(len(rows)), len(rows))
	tellRows(e, rows)
	return &exitError{code: 2}
}
