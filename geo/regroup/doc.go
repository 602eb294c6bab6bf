// Package regroup proposes grids: it groups the faces of a community into exactly k contiguous grids of about the same
// number of people, with short borders along streets and old borders, and few people who change their legacy grid.
//
// A plan is judged by J, lower is better: the sum over its grids of
//
//	d + 2·max(0, d−0.1) + 4·max(0, d−0.2) + 0.25·[d>0.1] + 1·[d>0.2] + 0.5·moved/target
//
// plus 0.25·cut/side, all divided by k; d = |people − target|/target, moved = people of a grid who are not from its main
// legacy grid, cut = length of all inner borders (half price along a street, half along a legacy border, a quarter where
// both), side = root of the mean area of a grid.
//
// The search is annealing: single faces change sides, two neighbouring grids are cut anew along a random spanning tree
// (as in ReCom, DeFord, Duchin and Solomon 2021), and patches of a few grids are annealed again. It is a heuristic: it
// proves no optimum. Costs are integers and random numbers its own, the budget is counted in steps: the same seed and
// steps give the same plan on every machine.
//
// Lengths are metres, areas square metres. Solve changes nothing of its input and may be called concurrently.
package regroup
