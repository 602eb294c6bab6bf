package topology

import "slices"

// chunk is how many elements are copied when one of them changes.
const chunk = 256

// vec is a list that is copied cheaply: a fork shares all chunks that it does not change.
type vec[T any] struct {
	chunks [][]T
	length int
}

func vecOf[T any](all []T) vec[T] {
	return vec[T]{chunks: slices.Collect(slices.Chunk(all, chunk)), length: len(all)}
}

func (v *vec[T]) at(i int) T { return v.chunks[i/chunk][i%chunk] }

// fork gives a list that may be changed without changing v.
func (v *vec[T]) fork() vec[T] { return vec[T]{chunks: slices.Clone(v.chunks), length: v.length} }

// set changes an element of a fork.
func (v *vec[T]) set(i int, to T) {
	c := slices.Clone(v.chunks[i/chunk])
	c[i%chunk] = to
	v.chunks[i/chunk] = c
}

// push adds an element to a fork and gives its place.
func (v *vec[T]) push(x T) int {
	i := v.length
	if i%chunk == 0 {
		v.chunks = append(v.chunks, nil)
	}
	v.chunks[i/chunk] = append(slices.Clone(v.chunks[i/chunk]), x)
	v.length++
	return i
}
