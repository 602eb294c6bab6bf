package main

import (
	"context"
	"fmt"
	"os"

	"wangge/registry/snapshot"
	"wangge/web/plate"
)

type exportCmd struct {
	QR exportQRCmd `cmd:"" name:"qr" help:"Write the QR codes of a division's grids to a zip, to print. 二维码"`
	H3 exportH3Cmd `cmd:"" name:"h3" help:"Write a table of H3 cells and their grids, for engines that join (Spark, ClickHouse, BigQuery). 六边形对照表"`
}

// publicURL is where the public reaches the service, without a slash at the end; empty where nobody said.
type publicURL string

// UnmarshalText refuses what no phone could open.
func (p *publicURL) UnmarshalText(b []byte) error {
	base, err := plate.Base(string(b))
	*p = publicURL(base)
	return err
}

type exportQRCmd struct {
	Division  string      `help:"Code of a county, town or community." required:"" placeholder:"CODE"`
	Out       string      `help:"Zip to write." required:"" type:"path" placeholder:"FILE"`
	Format    string      `help:"svg, or png for a PNG beside each SVG." enum:"svg,png" default:"svg"`
	Level     plate.Level `help:"Error correction: L, M, Q or H, ${default} by default." enum:"L,M,Q,H" default:"Q"`
	PublicURL publicURL   `name:"public-url" help:"Where the public reaches the service, such as https://grid.example.gov.cn; the codes lead there." placeholder:"URL"`
}

// fallback is where `wangge serve` listens by default.
const fallback = "http://127.0.0.1:8080"

// Run writes the zip, whole or not at all.
func (c *exportQRCmd) Run(ctx context.Context, g *Globals, e env) (err error) {
	base := string(c.PublicURL)
	if base == "" {
		base = fallback
		fmt.Fprintf(e.err, "wangge: the codes lead to %s, which this machine alone can open: name the public address with --public-url before you print them 打印前请以 --public-url 指定公开地址\n", base)
	}
	store, err := g.open(ctx, e)
	if err != nil {
		return err
	}
	defer closing(store, &err)
	content, err := store.Store.Load(ctx)
	if err != nil {
		return err
	}
	sheet, err := plate.SheetOf(snapshot.New(content, nil), c.Division, base)
	if err != nil {
		return err
	}
	if len(sheet.Plates) == 0 {
		return fmt.Errorf("%s has no published grid 没有已发布的网格", sheet.Title)
	}
	sheet.Level, sheet.PNG = c.Level, c.Format == "png"
	if err := c.write(ctx, sheet, e); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "%d QR codes of %s (revision %d) in %s; they lead to %s. index.html there is for printing, index.csv lists them.\n",
		len(sheet.Plates), sheet.Title, sheet.Number, c.Out, plate.Link(base, "CODE"))
	return err
}

// write puts the zip in its place.
func (c *exportQRCmd) write(ctx context.Context, sheet plate.Sheet, e env) error {
	return whole(c.Out, func(f *os.File) error {
		bar := newProgress(e.err)
		defer bar.end()
		return sheet.Zip(ctx, f, func(done int) { bar.tell("QR codes 二维码", int64(done), int64(len(sheet.Plates))) })
	})
}
