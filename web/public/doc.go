// Package public renders the small page that a plate's QR code opens (网格公示): for anyone, on a phone, in Chinese or English.
//
// It shows the grid that has the code today. A retired code shows what became of it: its successor, its successors with their shares, or
// a stated end. People are those marked as public, and nobody else; how many live in a grid, who changed the map and why stay inside.
// The page has no script and asks nothing of anybody. The same map and language give the same bytes.
package public
