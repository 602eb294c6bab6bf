import { describe, expect, it } from 'vitest'
import type { LineageStep } from './lineage'
import { lineageGraph } from './lineage'
import { BOX, lineageDrawing } from './lineage_layout'

const step = (number: number, kind: string, from: string, to: string, areaShare: number): LineageStep => ({
	revision: { number },
	kind,
	predecessor: { code: from, name: `格 ${from}` },
	...(to && { successor: { code: to, name: `格 ${to}` } }),
	areaShare,
})
const focus = { code: '1', name: '格 1' }
const ids = (steps: readonly LineageStep[]) => lineageGraph(focus, steps).boxes.map(({ id }) => id).sort()
const ways = (steps: readonly LineageStep[]) => lineageGraph(focus, steps).arrows.map(({ from, to, step }) => `${from} ${step ? '→' : '⇢'} ${to}`)

describe('the boxes and arrows of a code', () => {
	it('are one box where nothing ever happened', () => {
		expect(lineageGraph(focus, [])).toEqual({ boxes: [{ id: '1@0', code: '1', name: '格 1', since: 0, retiredAt: 0 }], arrows: [], revisions: [] })
	})

	it('show a split, and that the old code is retired', () => {
		const graph = lineageGraph(focus, [step(3, 'split', '1', '2', 0.6), step(3, 'split', '1', '3', 0.4)])
		expect(graph.boxes.map(({ code, since, retiredAt }) => [code, since, retiredAt])).toEqual([['1', 0, 3], ['2', 3, 0], ['3', 3, 0]])
		expect(graph.revisions).toEqual([3])
	})

	it('lead a merge into one box', () => {
		expect(ways([step(3, 'merge', '1', '9', 1), step(3, 'merge', '2', '9', 1)])).toEqual(['1@0 → 9@3', '2@0 → 9@3'])
	})

	it('let a grid that takes a dissolved one go on under its code', () => {
		expect(ways([step(3, 'dissolve', '1', '2', 1)])).toEqual(['2@0 ⇢ 2@3', '1@0 → 2@3'])
	})

	it('let a grid that gives a piece away live on in its box', () => {
		const graph = lineageGraph(focus, [step(3, 'partition', '1', '2', 0.3)])
		expect(graph.boxes.map(({ id, retiredAt }) => [id, retiredAt])).toEqual([['1@0', 0], ['2@3', 0]])
	})

	it('give a code that comes back by a revert a box of its own, with no thread from its first life', () => {
		const steps = [step(3, 'split', '1', '2', 0.5), step(3, 'split', '1', '3', 0.5), step(4, 'revert', '2', '1', 1), step(4, 'revert', '3', '1', 1)]
		expect(ids(steps)).toEqual(['1@0', '1@4', '2@3', '3@3'])
		expect(ways(steps)).not.toContain('1@0 ⇢ 1@4')
	})

	it('keep two grids apart that swap their codes at once', () => {
		expect(ways([step(3, 'recode', '1', '2', 1), step(3, 'recode', '2', '1', 1)])).toEqual(['1@0 → 2@3', '2@0 → 1@3'])
	})

	it('show ground that no grid has any more as an end of its own', () => {
		const graph = lineageGraph(focus, [step(3, 'end', '1', '', 1)])
		expect(graph.boxes.map(({ id, code }) => [id, code])).toEqual([['1@0', '1'], ['@3', '']])
	})
})

/** A life of splits and merges, always the same for a seed. */
function life(seed: number, length: number): LineageStep[] {
	let state = seed
	const random = (n: number): number => ((state = (state * 48271) % 2147483647) >> 8) % n
	const [steps, live]: [LineageStep[], string[]] = [[], ['1']]
	for (let revision = 2, next = 2; revision < length + 2; revision++) {
		const [gone = ''] = live.splice(random(live.length), 1)
		if (random(3) > 0 || live.length === 0) {
			for (const part of [0.7, 0.3]) {
				steps.push(step(revision, 'split', gone, String(next), part))
				live.push(String(next++))
			}
		} else {
			const [other = ''] = live.splice(random(live.length), 1)
			for (const each of [gone, other]) steps.push(step(revision, 'merge', each, String(next), 1))
			live.push(String(next++))
		}
	}
	return steps
}

describe('the drawing of a lineage', () => {
	it('puts the boxes of a split side by side below the old one, and the old one above their middle', () => {
		const { boxes } = lineageDrawing(lineageGraph(focus, [step(3, 'split', '1', '2', 0.6), step(3, 'split', '1', '3', 0.4)]))
		const [one, two, three] = boxes
		expect(two?.y).toBe(three?.y)
		expect(one?.y).toBeLessThan((two?.y ?? 0) - BOX.height)
		expect(one?.x).toBe(((two?.x ?? 0) + (three?.x ?? 0)) / 2)
	})

	it.each([1, 2, 3, 4, 5])('has no two boxes upon each other and all arrows downward, in the life of seed %i', (seed) => {
		const drawing = lineageDrawing(lineageGraph(focus, life(seed, 60)))
		const at = new Map(drawing.boxes.map((box) => [box.id, box]))
		expect(drawing.boxes).toHaveLength(new Set(drawing.boxes.map(({ id }) => id)).size)
		for (const { from, to } of drawing.arrows) expect(at.get(from)?.y ?? NaN).toBeLessThan(at.get(to)?.y ?? NaN)
		for (const a of drawing.boxes) {
			expect(a.x).toBeGreaterThanOrEqual(0)
			expect(a.x + BOX.width).toBeLessThanOrEqual(drawing.width)
			expect(a.y + BOX.height).toBeLessThanOrEqual(drawing.height)
			for (const b of drawing.boxes) if (a !== b && a.y === b.y) expect(Math.abs(a.x - b.x)).toBeGreaterThan(BOX.width)
		}
	})

	it('lays out a code that was split and merged five hundred times in a moment', () => {
		const began = performance.now()
		expect(lineageDrawing(lineageGraph(focus, life(7, 500))).boxes.length).toBeGreaterThan(500)
		expect(performance.now() - began).toBeLessThan(5000)
	})

	it('has a band for each revision, in their order', () => {
		const { bands } = lineageDrawing(lineageGraph(focus, [...life(3, 5)].reverse()))
		expect(bands.map(({ revision }) => revision)).toEqual([2, 3, 4, 5, 6])
		expect(bands.map(({ y }) => y)).toEqual(bands.map(({ y }) => y).sort((a, b) => a - b))
	})
})
