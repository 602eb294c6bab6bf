package topology

import "slices"

// Chunks hold 64 elements and groups 64 chunks, so that a change in a list of a million copies a few kilobytes.
const (
	chunkBits = 6
	groupBits = 2 * chunkBits
	chunk     = 1 << chunkBits
)

// vec is a list that is copied cheaply: a fork shares all chunks, and all groups of them, in which it changes nothing.
type vec[T any] struct {
	groups [][][]T
	length int
	own    []int // chunks that no other list shares
}

func vecOf[T any](all []T) vec[T] {
	v := vec[T]{length: len(all)}
	for part := range slices.Chunk(all, 1<<groupBits) {
		v.groups = append(v.groups, slices.Collect(slices.Chunk(part, chunk)))
	}
	return v
}

func (v *vec[T]) at(i int) T { return v.groups[i>>groupBits][i>>chunkBits%chunk][i%chunk] }

// fork gives a list that may be changed without changing v, which must not be changed any more.
func (v *vec[T]) fork() vec[T] { return vec[T]{groups: slices.Clone(v.groups), length: v.length} }

// set changes an element of a fork.
func (v *vec[T]) set(i int, to T) { (*v.take(i))[i%chunk] = to }

// push adds an element to a fork and gives its place.
func (v *vec[T]) push(x T) int {
	c := v.take(v.length)
	*c = append(*c, x)
	v.length++
	return v.length - 1
}

// take gives the chunk of place i, which may be the next one, after it has become the fork's own.
func (v *vec[T]) take(i int) *[]T {
	g, k := i>>groupBits, i>>chunkBits
	if g == len(v.groups) {
		v.groups = append(v.groups, nil)
	}
	if !slices.Contains(v.own, k) {
		if !slices.ContainsFunc(v.own, func(other int) bool { return other/chunk == g }) {
			v.groups[g] = slices.Clone(v.groups[g])
		}
		if k%chunk == len(v.groups[g]) {
			v.groups[g] = append(v.groups[g], nil)
		}
		v.groups[g][k%chunk] = slices.Clone(v.groups[g][k%chunk])
		v.own = append(v.own, k)
	}
	return &v.groups[g][k%chunk]
}
