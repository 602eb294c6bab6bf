package regroup

import (
	"fmt"
	"math"
)

// Weights are factors on the terms of J: 1 is the formula's own weight. The zero value as a whole means 1 for all.
type Weights struct {
	Balance float64 `json:"balance"` // the distance from the target and its bands
	Moved   float64 `json:"moved"`   // people who change their legacy grid
	Border  float64 `json:"border"`  // length of inner borders
	Street  float64 `json:"street"`  // how much cheaper a border is along a street: 0 as any other, 1 half price, 2 free
	Legacy  float64 `json:"legacy"`  // the same along a legacy border
}

// judge prices grids and borders.
type judge struct {
	Weights
	outside float64 // what a grid out of the band of 10 % costs for that alone
}

const (
	outsideCloser  = 0.25
	balanceOutside = 1  // as much as out of the band of 20 %
	maxWeight      = 10 // keeps the sums of costs whole
)

func (o Options) judge() judge {
	j := judge{o.Weights, outsideCloser}
	if j.Weights == (Weights{}) {
		j.Weights = Weights{1, 1, 1, 1, 1}
	}
	if o.BalanceFirst {
		j.outside = balanceOutside
	}
	return j
}

// plain reports whether J is the formula's.
func (j judge) plain() bool { return j == Options{}.judge() }

func (j judge) check() error {
	for _, w := range []struct {
		name     string
		is, most float64
	}{{"balance", j.Balance, maxWeight}, {"moved", j.Moved, maxWeight}, {"border", j.Border, maxWeight}, {"street", j.Street, 2}, {"legacy", j.Legacy, 2}} {
		if !(w.is >= 0 && w.is <= w.most) { // NaN too
			return fmt.Errorf("the weight %s is %v; it must be from 0 to %v 权重应在此范围内", w.name, w.is, w.most)
		}
	}
	return nil
}

// price of a border between grids.
func (j judge) price(e Edge, legacy bool, side float64) int64 {
	if e.LengthM == 0 {
		return 0
	}
	price := float64(j.Border * (e.LengthM / side / 4))
	price *= 1 - float64(j.Street*e.Street/2)
	if legacy {
		price *= 1 - j.Legacy/2
	}
	return int64(math.Round(float64(price * unit)))
}

// cost of one grid without its borders. The conversions keep a machine from fusing a product
// with a sum, which rounds otherwise.
func (p *problem) cost(n, moved int64) int64 {
	d := float64(max(n-p.target, p.target-n)) / float64(p.target)
	c := d
	if d > closerBand {
		c += p.judge.outside
		c += float64(2 * (d - closerBand))
	}
	if d > outOfBand {
		c++
		c += float64(4 * (d - outOfBand))
	}
	c = float64(c * p.judge.Balance)
	c += float64(p.judge.Moved * (float64(moved) / float64(2*p.target)))
	return int64(math.Round(float64(c * unit)))
}
