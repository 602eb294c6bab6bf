/** An area of a map and the names of the border points it has; two areas that share two points are neighbours. */
export interface Area {
	readonly code: string
	readonly points: Iterable<string>
}

/**
 * Gives each area one of n colours so that neighbours differ wherever n colours allow it; the same areas
 * get the same colours whatever order they came in. Greedy by saturation (DSATUR): the area with the most
 * colours around it is next.
 */
export function colouring(areas: readonly Area[], n: number): ReadonlyMap<string, number> {
	const neighbours = adjacency(areas)
	const colours = new Map<string, number>()
	const waiting = new Set([...neighbours.keys()].sort())
	while (waiting.size > 0) {
		const next = mostConstrained(waiting, neighbours, colours)
		waiting.delete(next)
		colours.set(next, leastUsed(next, neighbours.get(next) ?? new Set(), colours, n))
	}
	return colours
}

function adjacency(areas: readonly Area[]): Map<string, Set<string>> {
	const owners = new Map<string, Set<string>>()
	const neighbours = new Map<string, Set<string>>()
	for (const { code, points } of areas) {
		if (!neighbours.has(code)) neighbours.set(code, new Set())
		for (const point of points) {
			const at = owners.get(point) ?? new Set()
			owners.set(point, at.add(code))
		}
	}
	const shared = new Map<string, number>()
	for (const at of owners.values()) {
		for (const a of at) {
			for (const b of at) {
				if (a >= b) continue
				const pair = `${a} ${b}`
				const count = (shared.get(pair) ?? 0) + 1
				shared.set(pair, count)
				if (count === 2) link(neighbours, a, b)
			}
		}
	}
	return neighbours
}

function link(neighbours: Map<string, Set<string>>, a: string, b: string): void {
	neighbours.get(a)?.add(b)
	neighbours.get(b)?.add(a)
}

function around(of: ReadonlySet<string>, colours: ReadonlyMap<string, number>): Set<number> {
	const used = new Set<number>()
	for (const code of of) {
		const colour = colours.get(code)
		if (colour !== undefined) used.add(colour)
	}
	return used
}

function mostConstrained(waiting: ReadonlySet<string>, neighbours: ReadonlyMap<string, ReadonlySet<string>>, colours: ReadonlyMap<string, number>): string {
	let best = ''
	let most = -1
	for (const code of waiting) {
		const of = neighbours.get(code) ?? new Set<string>()
		const score = around(of, colours).size * 1000 + of.size
		if (score > most) [best, most] = [code, score]
	}
	return best
}

/** The colour that the fewest neighbours have; of several the one that the code points at, so that no colour prevails. */
function leastUsed(code: string, of: ReadonlySet<string>, colours: ReadonlyMap<string, number>, n: number): number {
	const counts = new Array<number>(n).fill(0)
	for (const neighbour of of) {
		const colour = colours.get(neighbour)
		if (colour !== undefined) counts[colour] = (counts[colour] ?? 0) + 1
	}
	const least = Math.min(...counts)
	const start = fallbackColour(code, n)
	for (let i = 0; i < n; i++) {
		const colour = (start + i) % n
		if (counts[colour] === least) return colour
	}
	return start
}

/** A colour for an area whose neighbours are not known. */
export function fallbackColour(code: string, n: number): number {
	let sum = 0
	for (const letter of code) sum = (sum * 31 + letter.charCodeAt(0)) % 65_521
	return sum % n
}
