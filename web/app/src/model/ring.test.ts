import { expect, it } from 'vitest'
import { covers } from './ring'

// A square of 10 with a hole of 4 in its middle.
const square = { coordinates: [0, 0, 10, 0, 10, 10, 0, 10, 3, 3, 3, 7, 7, 7, 7, 3], ends: [8, 16] }

it('tells inside from outside and from a hole', () => {
	expect(covers(square, 1, 1)).toBe(true)
	expect(covers(square, 5, 5)).toBe(false)
	expect(covers(square, 11, 5)).toBe(false)
	expect(covers(square, -1, 3)).toBe(false)
	expect(covers({ coordinates: [], ends: [] }, 0, 0)).toBe(false)
})
