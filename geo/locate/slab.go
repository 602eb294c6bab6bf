package locate

import (
	"slices"
	"unsafe"

	"golang.org/x/sys/unix"
)

// slab keeps the words of many pages in few large pieces of memory, which the kernel can map by 2 MiB at a time: else most of a look-up
// in a large index is spent on finding out where the memory is. A piece lives until all its pages are replaced.
type slab struct{ all, left []uint32 }

const (
	fewPages  = 2048 // keep their words by themselves: a change should not hold on to more than it needs
	slabWords = 1 << 22
)

func (s *slab) keep(words []uint32, many bool) []uint32 {
	n := len(words)
	if !many || n > slabWords/8 {
		return slices.Clone(words)
	}
	if n > len(s.left) {
		s.close()
		s.all = make([]uint32, slabWords)
		s.left = s.all
	}
	out := s.left[:n:n]
	s.left = s.left[n:]
	copy(out, words)
	return out
}

// close asks the kernel for large pages under what is used. Where it cannot, all works as well, only slower.
func (s *slab) close() {
	if used := len(s.all) - len(s.left); used > 0 {
		_ = unix.Madvise(unsafe.Slice((*byte)(unsafe.Pointer(&s.all[0])), 4*used), unix.MADV_COLLAPSE)
	}
}
