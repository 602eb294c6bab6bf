/** A step of a lineage as the service tells it. */
export interface LineageStep {
	readonly revision: { readonly number: number }
	readonly predecessor: { readonly code: string }
	readonly successor?: { readonly code: string }
}

/** When grids had a code. */
export interface CodeLives {
	readonly code: string
	readonly lives: readonly { readonly from: { readonly number: number }; readonly to?: { readonly number: number }; readonly name: string }[]
}

/** A code over a span of time in which no ground came to it: where some does, another box begins. */
export interface Box {
	readonly id: string
	readonly code: string // empty: the end of ground that no grid has any more
	readonly name: string
	readonly since: number // the revision that it begins at; 0 where there was none
	readonly state: 'live' | 'kept' | 'retired' | 'end' // kept: the code goes on in another box
	readonly until: number // the revision that retired the code, or made another box; 0 while it lasts
}

/** Ground that passes, or a code that is kept while ground comes to it: such an arrow has no step. */
export interface Arrow<S extends LineageStep> {
	readonly from: string
	readonly to: string
	readonly revision: number
	readonly step: S | null
}

export interface LineageGraph<S extends LineageStep> {
	readonly boxes: readonly Box[]
	readonly arrows: readonly Arrow<S>[]
	readonly revisions: readonly number[] // at which something happened, oldest first
}

/**
 * Makes boxes and arrows of a code's steps. All arrows lead to a later revision, so the graph has no cycle, though a code may
 * come again: after a revert, or because ground came to a grid that kept it.
 */
export function lineageGraph<S extends LineageStep>(focus: string, steps: readonly S[], codes: readonly CodeLives[]): LineageGraph<S> {
	const boxes = codes.flatMap((code) => boxesOf(code, steps))
	const arrows = steps.flatMap((step): Arrow<S>[] => {
		const revision = step.revision.number
		const from = boxes.find((box) => box.code === step.predecessor.code && box.since < revision && (box.until === 0 || box.until >= revision))
		const to = step.successor?.code
		return from ? [{ from: from.id, to: to === undefined ? end(revision).id : idOf(to, revision), revision, step }] : []
	})
	const kept = boxes.flatMap((box): Arrow<S>[] => (box.state === 'kept' ? [{ from: box.id, to: idOf(box.code, box.until), revision: box.until, step: null }] : []))
	const ends = [...new Set(steps.filter(({ successor }) => !successor).map(({ revision }) => revision.number))].map(end)
	return told(focus, [...boxes, ...ends], [...arrows, ...kept], steps)
}

/** The boxes of a code's lives, each cut where ground came to it. */
function boxesOf({ code, lives }: CodeLives, steps: readonly LineageStep[]): Box[] {
	if (lives.length === 0) return [{ id: idOf(code, 0), code, name: '', since: 0, state: 'retired', until: 0 }]
	return lives.flatMap(({ from, to, name }) => {
		const came = steps.filter(({ successor, revision }) => successor?.code === code && revision.number > from.number && revision.number < (to?.number ?? Infinity))
		const begins = [...new Set([from.number, ...came.map(({ revision }) => revision.number)])].sort((a, b) => a - b)
		return begins.map((since, i): Box => {
			const next = begins[i + 1]
			const state = next !== undefined ? 'kept' : to ? 'retired' : 'live'
			return { id: idOf(code, since), code, name, since, state, until: next ?? to?.number ?? 0 }
		})
	})
}

/** Leaves out lives that the steps say nothing of, but for those of the code that was asked for. */
function told<S extends LineageStep>(focus: string, boxes: readonly Box[], arrows: readonly Arrow<S>[], steps: readonly S[]): LineageGraph<S> {
	const touched = new Set(arrows.flatMap(({ from, to }) => [from, to]))
	return {
		boxes: boxes.filter(({ id, code }) => code === focus || touched.has(id)),
		arrows,
		revisions: [...new Set(steps.map(({ revision }) => revision.number))].sort((a, b) => a - b),
	}
}

const idOf = (code: string, since: number): string => `${code}@${since}`
const end = (revision: number): Box => ({ id: idOf('', revision), code: '', name: '', since: revision, state: 'end', until: 0 })
