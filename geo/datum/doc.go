// Package datum converts positions to CGCS2000 and back, once, at the edge of the system.
//
// Positions are longitude and latitude in degrees. WGS 84 is taken as equal to CGCS2000 (decimetres
// of plate motion). GCJ-02 and BD-09 are the offset datums of Chinese map services; outside the box
// that the published GCJ-02 routine calls China they are the same as WGS 84. Gauss-Krüger zones of CGCS2000
// (EPSG:4491 to 4554) are computed here by Krüger's series; all other EPSG codes are GDAL's business.
//
// All functions are pure.
package datum
