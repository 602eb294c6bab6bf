package regroup

// Reachable tells how many of a plan's k grids could have people within a band around the target, whatever the shape of the
// grids: band is 0.1 or 0.2, its ends belong to it. A face with more people than the band allows is a grid by nature and out
// of it; what is left of the people and grids decides the rest, by arithmetic. The people of a community of 840 and one grid are out
// of both bands, and so are those of two grids; 1,000 people in two grids can have one of them within.
//
// It is a bound, and the yardstick of a plan: the share of reachable grids that are in the band.
func (c Community) Reachable(k int, target, band float64) int {
	least, most := target*(1-band), target*(1+band)
	people, towers := 0.0, 0
	for _, n := range c.Nodes {
		if n.People > most+rounding {
			towers++
		} else {
			people += n.People
		}
	}
	free := max(k-towers, 0)
	switch fit := int((people + rounding) / least); {
	case fit < free:
		return fit
	case towers == 0 && people > most*float64(free)+rounding: // one grid takes what is too much; a tower can take it too
		return free - 1
	}
	return free
}

// rounding lets the ends of a band in whatever the products are rounded to: people are counted in thousandths.
const rounding = 0.5 / people
