// Package app carries the browser app as it was built, for package web to serve.
package app

import "embed"

// FS holds the folder dist. On a checkout whose app was not built it holds nothing but .gitkeep.
//
//go:embed all:dist
var FS embed.FS
