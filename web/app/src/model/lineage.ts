/** A step of a lineage as the service tells it. */
export interface LineageStep {
	readonly revision: { readonly number: number }
	readonly kind: string
	readonly predecessor: { readonly code: string; readonly name: string }
	readonly successor?: { readonly code: string; readonly name: string }
	readonly areaShare: number
}

/** A code over a span of time in which no ground came to it: where some does, another box begins. */
export interface Box {
	readonly id: string
	readonly code: string // empty: the end of ground that no grid has any more
	readonly name: string
	readonly since: number // the revision it begins at; 0 where the steps do not tell
	readonly retiredAt: number // the revision that retired the code; 0 while it lives
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
export function lineageGraph<S extends LineageStep>(focus: { readonly code: string; readonly name: string }, steps: readonly S[]): LineageGraph<S> {
	const revisions = [...new Set(steps.map(({ revision }) => revision.number))].sort((a, b) => a - b)
	const boxes = new Map<string, Box>()
	const last = new Map<string, string>() // the newest box of each code
	const arrows: Arrow<S>[] = []

	const begin = (code: string, name: string, since: number): string => {
		const id = `${code}@${since}`
		boxes.set(id, { id, code, name, since, retiredAt: 0 })
		last.set(code, id)
		return id
	}
	const retire = (id: string, at: number): void => {
		const box = boxes.get(id)
		if (box) boxes.set(id, { ...box, retiredAt: at })
	}

	for (const revision of revisions) {
		const now = steps.filter((step) => step.revision.number === revision)
		const before = new Map(now.map(({ predecessor: { code, name } }) => [code, last.get(code) ?? begin(code, name, 0)]))
		for (const [code, id] of before) if (wholly(now, code)) retire(id, revision)
		for (const [code, { name, kind }] of successors(now)) {
			const kept = last.get(code) ?? (kind === 'dissolve' ? begin(code, name, 0) : undefined) // ground that is dissolved goes to grids that were there
			const to = begin(code, name, revision)
			if (kept && boxes.get(kept)?.retiredAt === 0) arrows.push({ from: kept, to, revision, step: null })
		}
		for (const step of now) {
			const to = step.successor ? `${step.successor.code}@${revision}` : end(boxes, revision)
			arrows.push({ from: before.get(step.predecessor.code) ?? '', to, revision, step })
		}
	}
	if (!last.has(focus.code)) begin(focus.code, focus.name, 0)
	return { boxes: [...boxes.values()], arrows, revisions }
}

/** Whether all ground of a code went away: the shares of a retired code add up to 1, and a grid that keeps its code keeps some. */
function wholly(steps: readonly LineageStep[], code: string): boolean {
	const gone = steps.filter(({ predecessor }) => predecessor.code === code).reduce((sum, { areaShare }) => sum + areaShare, 0)
	return gone > 1 - 1e-6
}

const successors = (steps: readonly LineageStep[]): ReadonlyMap<string, { readonly name: string; readonly kind: string }> =>
	new Map(steps.flatMap(({ successor, kind }) => (successor ? [[successor.code, { name: successor.name, kind }] as const] : [])))

function end(boxes: Map<string, Box>, revision: number): string {
	const id = `@${revision}`
	boxes.set(id, { id, code: '', name: '', since: revision, retiredAt: 0 })
	return id
}
