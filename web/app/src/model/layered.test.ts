import { expect, it } from 'vitest'
import { apart, layered } from './layered'

it.each([
	[[], []],
	[[3], [3]],
	[[0, 5], [0, 5]],
	[[1, 1], [0.5, 1.5]],
	[[0, 0, 0], [-1, 0, 1]],
	[[0, 0.2, 9], [-0.4, 0.6, 9]],
])('puts what wants to stand at %j at %j', (wanted, places) => {
	const got = apart(wanted.map((at) => ({ at, room: 1 })))
	expect(got).toHaveLength(places.length)
	places.forEach((place, i) => { expect(got[i]).toBeCloseTo(place) })
})

it('gives each the room it takes', () => {
	const [a = NaN, b = NaN, c = NaN] = apart([{ at: 0, room: 1 }, { at: 0, room: 0.2 }, { at: 0, room: 1 }])
	expect([b - a, c - b]).toEqual([expect.closeTo(0.6), expect.closeTo(0.6)])
	expect(a + b + c).toBeCloseTo(0)
})

it('uncrosses what need not cross', () => {
	const node = (id: string, layer: number) => ({ id, layer })
	const { x } = layered([node('a', 0), node('b', 0), node('of b', 1), node('of a', 1)], [{ from: 'a', to: 'of a' }, { from: 'b', to: 'of b' }])
	const place = (id: string): number => x.get(id) ?? NaN
	expect(Math.sign(place('a') - place('b'))).toBe(Math.sign(place('of a') - place('of b')))
})

it('leads an edge past the nodes of the layers between', () => {
	const { x, bends } = layered(
		[{ id: 'top', layer: 0 }, { id: 'middle', layer: 1 }, { id: 'bottom', layer: 2 }],
		[{ from: 'top', to: 'middle' }, { from: 'middle', to: 'bottom' }, { from: 'top', to: 'bottom' }],
	)
	expect(bends.map((way) => way.length)).toEqual([0, 0, 1])
	expect(Math.abs((bends[2]?.[0]?.x ?? NaN) - (x.get('middle') ?? NaN))).toBeGreaterThanOrEqual(0.6)
})
