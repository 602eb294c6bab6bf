// Package intake turns the layers and tables of files into the registry's rows: it finds which
// property or column holds which field, reads every row, and lists every row that cannot be taken
// with its number, its field, what is wrong and how to mend it, in Chinese and English.
//
// A guess is always told: Mapping.Guessed lists the fields that were found by a well-known name
// and not by the caller's word. Nothing is stored here, and nothing is changed in what was read.
package intake
