// Package vector reads map layers and tables from files: GeoJSON by itself, Shapefile, GeoPackage
// and KML through GDAL's ogr2ogr, CSV and XLSX for tables.
//
// Geometry comes out in degrees of CGCS2000, converted once and not rounded. The datum is the caller's
// word, else the file's, else Options.Undeclared, else the file is refused. Files are foreign: they are
// looked at before a parser sees them, unpacked and converted in a folder of their own with limits of
// size, memory and time and without a network, and a file that GDAL reads only in part is refused whole.
//
// Plausible compares what was read with a county's outline, and tells in words a wrong datum, swapped axes or a wrong zone.
//
// All functions are safe for concurrent use.
package vector
