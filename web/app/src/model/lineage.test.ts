import { describe, expect, it } from 'vitest'
import type { CodeLives, LineageStep } from './lineage'
import { lineageGraph } from './lineage'
import { BOX, lineageDrawing } from './lineage_layout'

interface Step extends LineageStep {
	readonly areaShare: number
}
const step = (number: number, from: string, to: string, areaShare = 1): Step => ({ revision: { number }, predecessor: { code: from }, ...(to && { successor: { code: to } }), areaShare })
/** `1 from 1 to 3` is a code and a life of it. */
const lives = (...texts: readonly string[]): CodeLives[] => {
	const spans = texts.map((text) => /^(\w+) from (\d+)(?: to (\d+))?$/.exec(text) ?? [])
	const codes = [...new Set(spans.map(([, code = '']) => code))]
	return codes.map((code) => ({
		code,
		lives: spans.filter((span) => span[1] === code).map(([, , from, to]) => ({ from: { number: Number(from) }, ...(to && { to: { number: Number(to) } }), name: `格 ${code}` })),
	}))
}
const drawn = (steps: readonly Step[], ...spans: readonly string[]) => {
	const { boxes, arrows } = lineageGraph('1', steps, lives(...spans))
	return { boxes: boxes.map(({ id, state }) => `${id} ${state}`), arrows: arrows.map(({ from, to, step }) => `${from} ${step ? '→' : '⇢'} ${to}`) }
}

describe('the boxes and arrows of a code', () => {
	it('are one box where nothing ever happened', () => {
		expect(lineageGraph('1', [], lives('1 from 2'))).toEqual({ boxes: [{ id: '1@2', code: '1', name: '格 1', since: 2, state: 'live', until: 0 }], arrows: [], revisions: [] })
	})

	it('show a split, and that the old code is retired', () => {
		expect(drawn([step(3, '1', '2', 0.6), step(3, '1', '3', 0.4)], '1 from 1 to 3', '2 from 3', '3 from 3')).toEqual({
			boxes: ['1@1 retired', '2@3 live', '3@3 live'],
			arrows: ['1@1 → 2@3', '1@1 → 3@3'],
		})
	})

	it('know that an ancestor is retired, of which only a part came this way', () => {
		expect(drawn([step(3, '9', '1', 0.4)], '9 from 1 to 3', '1 from 3').boxes).toEqual(['9@1 retired', '1@3 live'])
	})

	it('lead a merge into one box', () => {
		expect(drawn([step(3, '1', '9'), step(3, '2', '9')], '1 from 1 to 3', '2 from 1 to 3', '9 from 3').arrows).toEqual(['1@1 → 9@3', '2@1 → 9@3'])
	})

	it('let a grid that takes a dissolved one go on under its code', () => {
		expect(drawn([step(3, '1', '2')], '1 from 1 to 3', '2 from 1')).toEqual({ boxes: ['1@1 retired', '2@1 kept', '2@3 live'], arrows: ['1@1 → 2@3', '2@1 ⇢ 2@3'] })
	})

	it('let a grid that gives a piece away live on in its box', () => {
		expect(drawn([step(3, '1', '2', 0.3)], '1 from 1', '2 from 3')).toEqual({ boxes: ['1@1 live', '2@3 live'], arrows: ['1@1 → 2@3'] })
	})

	it('give a code that comes back by a revert a box of its own, with no thread from its first life', () => {
		const { boxes, arrows } = drawn([step(3, '1', '2', 0.5), step(3, '1', '3', 0.5), step(4, '2', '1'), step(4, '3', '1')], '1 from 1 to 3', '1 from 4', '2 from 3 to 4', '3 from 3 to 4')
		expect(boxes).toEqual(['1@1 retired', '1@4 live', '2@3 retired', '3@3 retired'])
		expect(arrows).toEqual(['1@1 → 2@3', '1@1 → 3@3', '2@3 → 1@4', '3@3 → 1@4'])
	})

	it('keep two grids apart that swap their codes at once', () => {
		expect(drawn([step(3, '1', '2'), step(3, '2', '1')], '1 from 1 to 3', '1 from 3', '2 from 1 to 3', '2 from 3').arrows).toEqual(['1@1 → 2@3', '2@1 → 1@3'])
	})

	it('show ground that no grid has any more as an end of its own', () => {
		expect(drawn([step(3, '1', '')], '1 from 1 to 3')).toEqual({ boxes: ['1@1 retired', '@3 end'], arrows: ['1@1 → @3'] })
	})

	it('leave out lives of others that have nothing to do with it', () => {
		expect(drawn([step(3, '2', '1')], '2 from 1 to 3', '2 from 7', '1 from 3 to 4', '1 from 9').boxes).toEqual(['2@1 retired', '1@3 retired', '1@9 live'])
	})
})

/** The steps and lives of a code that was split and merged again and again, always the same for a seed. */
function history(seed: number, length: number): { steps: Step[]; codes: CodeLives[] } {
	let state = seed
	const random = (n: number): number => ((state = (state * 48271) % 2147483647) >> 8) % n
	const [steps, live, spans]: [Step[], string[], string[]] = [[], ['1'], []]
	const begun = new Map([['1', 1]])
	let next = 2
	const leave = (revision: number): string => {
		const [gone = ''] = live.splice(random(live.length), 1)
		spans.push(`${gone} from ${begun.get(gone)} to ${revision}`)
		return gone
	}
	const come = (revision: number): string => {
		const code = String(next++)
		begun.set(code, revision)
		live.push(code)
		return code
	}
	for (let revision = 2; revision < length + 2; revision++) {
		const gone = leave(revision)
		if (random(3) > 0 || live.length === 0) {
			for (const part of [0.7, 0.3]) steps.push(step(revision, gone, come(revision), part))
		} else {
			const other = leave(revision)
			const code = come(revision)
			for (const each of [gone, other]) steps.push(step(revision, each, code))
		}
	}
	return { steps, codes: lives(...spans, ...live.map((code) => `${code} from ${begun.get(code)}`)) }
}
const drawingOf = ({ steps, codes }: { steps: readonly Step[]; codes: readonly CodeLives[] }) => lineageDrawing(lineageGraph('1', steps, codes))

describe('the drawing of a lineage', () => {
	it('puts the boxes of a split side by side below the old one, and the old one above their middle', () => {
		const [one, two, three] = drawingOf({ steps: [step(3, '1', '2', 0.6), step(3, '1', '3', 0.4)], codes: lives('1 from 1 to 3', '2 from 3', '3 from 3') }).boxes
		expect(two?.y).toBe(three?.y)
		expect(one?.y).toBeLessThan((two?.y ?? 0) - BOX.height)
		expect(one?.x).toBe(((two?.x ?? 0) + (three?.x ?? 0)) / 2)
	})

	it('writes the shares where the arrows are apart: below after a split, above before a merge', () => {
		const middle = ({ bands: [band] }: ReturnType<typeof drawingOf>): number => band?.y ?? NaN
		const split = drawingOf({ steps: [step(3, '1', '2', 0.6), step(3, '1', '3', 0.4)], codes: lives('1 from 1 to 3', '2 from 3', '3 from 3') })
		const merge = drawingOf({ steps: [step(3, '1', '3'), step(3, '2', '3')], codes: lives('1 from 1 to 3', '2 from 1 to 3', '3 from 3') })
		for (const { label } of split.arrows) expect(label.y).toBeGreaterThan(middle(split))
		for (const { label } of merge.arrows) expect(label.y).toBeLessThan(middle(merge))
	})

	it.each([1, 2, 3, 4, 5])('has no two boxes upon each other and all arrows downward, in the history of seed %i', (seed) => {
		const drawing = drawingOf(history(seed, 60))
		const at = new Map(drawing.boxes.map((box) => [box.id, box]))
		expect(at.size).toBe(drawing.boxes.length)
		for (const { from, to } of drawing.arrows) expect(at.get(from)?.y ?? NaN).toBeLessThan(at.get(to)?.y ?? NaN)
		for (const a of drawing.boxes) {
			expect(a.x).toBeGreaterThanOrEqual(0)
			expect(a.x + BOX.width).toBeLessThanOrEqual(drawing.width)
			expect(a.y + BOX.height).toBeLessThanOrEqual(drawing.height)
			for (const b of drawing.boxes) if (a !== b && a.y === b.y) expect(Math.abs(a.x - b.x)).toBeGreaterThan(BOX.width)
		}
	})

	it('has a band for each revision, in their order', () => {
		const { steps, codes } = history(3, 5)
		const { bands } = drawingOf({ steps: steps.toReversed(), codes })
		expect(bands.map(({ revision }) => revision)).toEqual([2, 3, 4, 5, 6])
		expect(bands.map(({ y }) => y)).toEqual(bands.map(({ y }) => y).sort((a, b) => a - b))
	})

	it('lays out three hundred splits and merges in a moment', () => {
		const long = history(7, 300)
		const began = performance.now()
		expect(drawingOf(long).boxes.length).toBeGreaterThan(300)
		expect(performance.now() - began).toBeLessThan(5000)
	})
})
