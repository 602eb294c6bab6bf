import { expect, it } from 'vitest'
import { colouring, fallbackColour } from './colouring'

/** A board of w × h squares; square (x, y) has its four corners. */
function board(w: number, h: number) {
	const areas: { code: string; points: string[] }[] = []
	for (let y = 0; y < h; y++) {
		for (let x = 0; x < w; x++) {
			areas.push({ code: `${x}:${y}`, points: [`${x},${y}`, `${x + 1},${y}`, `${x},${y + 1}`, `${x + 1},${y + 1}`] })
		}
	}
	return areas
}

it('gives neighbours different colours', () => {
	const colours = colouring(board(12, 9), 5)
	for (let y = 0; y < 9; y++) {
		for (let x = 0; x < 12; x++) {
			if (x > 0) expect(colours.get(`${x}:${y}`)).not.toBe(colours.get(`${x - 1}:${y}`))
			if (y > 0) expect(colours.get(`${x}:${y}`)).not.toBe(colours.get(`${x}:${y - 1}`))
		}
	}
})

it('does not depend on the order or on an area that comes in several parts', () => {
	const areas = board(6, 6)
	const halves = areas.flatMap(({ code, points }) => [{ code, points: points.slice(0, 2) }, { code, points: points.slice(1) }])
	expect(colouring([...halves].reverse(), 5)).toEqual(colouring(areas, 5))
})

it('makes do where there are too few colours', () => {
	const all = ['a', 'b', 'c', 'd'].map((code) => ({ code, points: ['p', 'q'] }))
	expect(new Set(colouring(all, 3).values()).size).toBe(3)
})

it('has a colour for the unknown', () => {
	expect(fallbackColour('370883001004', 5)).toBeGreaterThanOrEqual(0)
	expect(fallbackColour('370883001004', 5)).toBeLessThan(5)
})
