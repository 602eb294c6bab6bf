// Package bulk answers whole tables of positions: CSV and XLSX, row by row, in their order and in constant memory.
//
// What a row held is passed on as it stood, byte for byte in a CSV, and followed by the columns of a Source. A row that cannot be
// answered says why in its column error and does not stop the rows after it: a position that is no number, a datum that is
// missing, a row over maxRow. An error of the package means that the table could not be read on, or that its header says too little.
//
// Columns are found by name: lng and lat, 经度 and 纬度, or other well-known names (columns.go). A position's datum is
// the word of its row's column datum, else Options.Datum; it is never guessed.
package bulk
