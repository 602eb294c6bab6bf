/** An area of a map and the names of the border points it has; two areas that share two points are neighbours. */
export interface Area {
	readonly code: string
	readonly points: Iterable<string>
}

/**
 * Gives each area one of n colours so that neighbours differ wherever n colours allow it; the same areas
 * get the same colours whatever order they came in. Greedy by saturation (DSATUR): an area with the most
 * colours around it is next, of several the one with the most neighbours.
 */
export function colouring(areas: readonly Area[], n: number): ReadonlyMap<string, number> {
	const neighbours = adjacency(areas)
	const colours = new Map<string, number>()
	const waiting = new Waiting(byDegree(neighbours), n)
	for (let next = waiting.take(); next !== undefined; next = waiting.take()) {
		const of = neighbours.get(next) ?? new Set()
		const colour = leastUsed(next, of, colours, n)
		colours.set(next, colour)
		for (const neighbour of of) if (!colours.has(neighbour)) waiting.sees(neighbour, colour)
	}
	return colours
}

const byDegree = (neighbours: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
	[...neighbours].sort(([a, ofA], [b, ofB]) => ofB.size - ofA.size || (a < b ? -1 : 1)).map(([code]) => code)

/** Areas without a colour, by how many colours stand around them. */
class Waiting {
	private readonly around = new Map<string, Set<number>>()
	private readonly ranks: readonly Set<string>[]

	constructor(codes: readonly string[], n: number) {
		this.ranks = Array.from({ length: n + 1 }, (_, i) => new Set(i === 0 ? codes : []))
	}

	/** Takes an area with the most colours around it. */
	take(): string | undefined {
		for (const rank of this.ranks.toReversed()) {
			for (const code of rank) {
				rank.delete(code)
				return code
			}
		}
		return undefined
	}

	/** A neighbour of code was given a colour. */
	sees(code: string, colour: number): void {
		const seen = this.around.get(code) ?? new Set()
		this.ranks[seen.size]?.delete(code)
		this.around.set(code, seen.add(colour))
		this.ranks[seen.size]?.add(code)
	}
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
