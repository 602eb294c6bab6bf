package locate

// Words counts the words that the pages of x hold, but for the one that all blank pages share.
func Words(x *Index) (n int) {
	for _, w := range x.words {
		if &w[0] != &blank[0] {
			n += len(w)
		}
	}
	return n
}
