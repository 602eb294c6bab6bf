// Package plate makes what hangs on a grid's wall (一网一码): the QR code of its public link, as SVG or PNG, and those of a whole
// division as a zip with an index and sheets to print.
//
// Codes are read with a phone from scratched and faded plates, so a quarter of a symbol may be lost by default (level Q). Symbols have
// the quiet zone of 4 modules that ISO/IEC 18004 wants, and modules of whole pixels. What is written depends on what is given alone, byte
// by byte: a plate printed again is the same plate. Everything is safe for concurrent use.
package plate
