/** A grid with the code that it has or would get. */
export interface NumberedGrid {
	readonly code: string
	readonly name: string
	readonly community: string
	readonly order: number
	readonly at: readonly [lng: number, lat: number] | null
	readonly kept: boolean
}

/** The grids of a community by code, and those that get a new code in the order in which they get it. */
export interface NumberedCommunity {
	readonly code: string
	readonly grids: readonly NumberedGrid[]
	readonly numbered: readonly NumberedGrid[]
}

export function byCommunity(grids: readonly NumberedGrid[]): NumberedCommunity[] {
	const groups = new Map<string, NumberedGrid[]>()
	for (const grid of grids) groups.set(grid.community, [...(groups.get(grid.community) ?? []), grid])
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, members]) => ({
		code,
		grids: members.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
		numbered: members.filter(({ kept }) => !kept).sort((a, b) => a.order - b.order),
	}))
}

/** The number of a grid within its community: the last three digits of its code. */
export const sequence = (code: string): string => code.slice(-3)

/** The box around some places; null where there is none. */
export function around(grids: readonly Pick<NumberedGrid, 'at'>[]): readonly [west: number, south: number, east: number, north: number] | null {
	const places = grids.flatMap(({ at }) => (at ? [at] : []))
	if (places.length === 0) return null
	const [x, y] = [places.map(([lng]) => lng), places.map(([, lat]) => lat)]
	return [x.reduce((a, b) => Math.min(a, b)), y.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b)), y.reduce((a, b) => Math.max(a, b))]
}
