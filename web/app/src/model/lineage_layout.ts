import { layered } from './layered'
import type { Arrow, Box, LineageGraph, LineageStep } from './lineage'

/** A box where it stands; x and y are its left upper corner. */
export interface PlacedBox extends Box {
	readonly x: number
	readonly y: number
}

/** An arrow as it runs, and where its label stands. */
export interface PlacedArrow<S extends LineageStep> extends Arrow<S> {
	readonly path: string // of SVG
	readonly label: { readonly x: number; readonly y: number }
}

/** The band between two rows of boxes, in which the changes of a revision happen. */
export interface Band {
	readonly revision: number
	readonly y: number // of its middle
}

export interface Drawing<S extends LineageStep> {
	readonly boxes: readonly PlacedBox[]
	readonly arrows: readonly PlacedArrow<S>[]
	readonly bands: readonly Band[]
	readonly width: number
	readonly height: number
}

export const BOX = { width: 164, height: 62 } as const
const PITCH = { x: BOX.width + 20, y: BOX.height + 100 } as const
const MARGIN = 12

/** Draws a lineage from the top down, one band for each revision: time goes down, and what happened at once stands side by side. */
export function lineageDrawing<S extends LineageStep>({ boxes, arrows, revisions }: LineageGraph<S>): Drawing<S> {
	const layer = layers(boxes, arrows, revisions)
	const layout = layered(boxes.map(({ id }) => ({ id, layer: layer.get(id) ?? 0 })), arrows)
	const middle = (id: string): number => MARGIN + BOX.width / 2 + (layout.x.get(id) ?? 0) * PITCH.x
	const top = (at: number): number => MARGIN + at * PITCH.y
	const placed = boxes.map((box) => ({ ...box, x: middle(box.id) - BOX.width / 2, y: top(layer.get(box.id) ?? 0) }))
	return {
		boxes: placed,
		arrows: arrows.map((arrow, i) => {
			const [first, last] = [layer.get(arrow.from) ?? 0, layer.get(arrow.to) ?? 0]
			const bends = (layout.bends[i] ?? []).map((bend) => ({ x: MARGIN + BOX.width / 2 + bend.x * PITCH.x, y: top(bend.layer) }))
			const way = [{ x: middle(arrow.from), y: top(first) }, ...bends, { x: middle(arrow.to), y: top(last) }]
			return { ...arrow, path: curve(way), label: labelOf(way, several(arrows, 'to', arrow), several(arrows, 'from', arrow)) }
		}),
		bands: revisions.map((revision, i) => ({ revision, y: top(i) + BOX.height + (PITCH.y - BOX.height) / 2 })),
		width: 2 * MARGIN + BOX.width + layout.width * PITCH.x,
		height: 2 * MARGIN + BOX.height + revisions.length * PITCH.y,
	}
}

/** The row of each box: below the band of its revision; what was there before stands above the first band that it has to do with. */
function layers<S extends LineageStep>(boxes: readonly Box[], arrows: readonly Arrow<S>[], revisions: readonly number[]): ReadonlyMap<string, number> {
	const row = new Map(revisions.map((revision, i) => [revision, i]))
	const left = new Map<string, number>()
	for (const { from, revision } of arrows) left.set(from, Math.min(left.get(from) ?? Infinity, row.get(revision) ?? 0))
	return new Map(boxes.map(({ id, since }) => [id, row.has(since) ? (row.get(since) ?? 0) + 1 : (left.get(id) ?? 0)]))
}

/** Whether other ground comes to the end of an arrow, or goes from its beginning, at the same time. */
const several = <S extends LineageStep>(arrows: readonly Arrow<S>[], end: 'from' | 'to', arrow: Arrow<S>): boolean =>
	arrows.filter((other) => other.step && other[end] === arrow[end] && other.revision === arrow.revision).length > 1

interface At {
	readonly x: number
	readonly y: number
}

/** From the foot of the first box straight down where it passes rows, to the head of the last. */
function curve(way: readonly At[]): string {
	let path = ''
	for (let i = 1; i < way.length; i++) {
		const [a, b] = [way[i - 1] ?? { x: 0, y: 0 }, way[i] ?? { x: 0, y: 0 }]
		const [from, to] = [a.y + BOX.height, b.y]
		const half = (from + to) / 2
		path += `${i === 1 ? 'M' : 'L'}${a.x} ${from}C${a.x} ${half} ${b.x} ${half} ${b.x} ${to}`
	}
	return path
}

/** On the arrow where it has parted from the others: behind the middle after a split, before it on the way to a merge. */
function labelOf(way: readonly At[], meets: boolean, parts: boolean): At {
	const [a, b] = (meets ? way.slice(0, 2) : way.slice(-2)) as [At, At]
	const t = meets ? (parts ? 0.5 : 0.3) : 0.7
	return { x: a.x + (b.x - a.x) * (3 - 2 * t) * t * t, y: a.y + BOX.height + (b.y - a.y - BOX.height) * t }
}
