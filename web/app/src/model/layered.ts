/** A node of a drawing in layers, and the layer that it stands in. */
export interface Node {
	readonly id: string
	readonly layer: number
}

/** An edge of it; it leads to a later layer. */
export interface Edge {
	readonly from: string
	readonly to: string
}

/** Where all stands: x of the middle of each node, and the places where an edge that passes layers crosses them. */
export interface Layout {
	readonly x: ReadonlyMap<string, number>
	readonly bends: readonly (readonly { readonly layer: number; readonly x: number }[])[] // one for each edge
	readonly width: number
}

const SWEEPS = 8
const ROOM = { node: 1, passage: 0.2 } as const

/**
 * Lays out nodes whose layers are given, in the manner of Sugiyama: an edge that passes layers gets a place in each of them, so
 * that it passes between the nodes; every layer is ordered by the middle of what it hangs on, up and down in turns; then all
 * move as near to their neighbours as the room that each takes allows: one for a node, a fifth for an edge that passes. The same input gives the same drawing.
 */
export function layered(nodes: readonly Node[], edges: readonly Edge[]): Layout {
	const { layers, links, passing } = withPassages(nodes, edges)
	const passages = new Set(passing.flatMap((ids) => ids.map(({ id }) => id)))
	const x = new Map<string, number>()
	const settle = (layer: string[], neighbours: Neighbours): void => { order(layer, x, neighbours, (id) => (passages.has(id) ? ROOM.passage : ROOM.node)) }
	for (const layer of layers) layer.forEach((id, i) => x.set(id, i - (layer.length - 1) / 2))
	for (let sweep = 0; sweep < SWEEPS; sweep++) {
		const down = sweep % 2 === 0
		for (const layer of down ? layers : layers.toReversed()) settle(layer, down ? links.up : links.down)
	}
	for (const layer of layers) settle(layer, links.both)
	const left = Math.min(0, ...x.values())
	for (const [id, at] of x) x.set(id, at - left)
	const place = (id: string): number => x.get(id) ?? 0
	return {
		x: new Map(nodes.map(({ id }) => [id, place(id)])),
		bends: passing.map((ids) => ids.map(({ id, layer }) => ({ layer, x: place(id) }))),
		width: Math.max(0, ...x.values()),
	}
}

type Neighbours = ReadonlyMap<string, readonly string[]>

/** Fills the layers with the nodes, and with a place for each edge in each layer that it passes. */
function withPassages(nodes: readonly Node[], edges: readonly Edge[]) {
	const layers: string[][] = []
	const put = ({ id, layer }: Node): void => {
		while (layers.length <= layer) layers.push([])
		layers[layer]?.push(id)
	}
	for (const node of nodes) put(node)
	const layerOf = new Map(nodes.map(({ id, layer }) => [id, layer]))
	const [up, down] = [new Map<string, string[]>(), new Map<string, string[]>()]
	const passing = edges.map(({ from, to }, i) => {
		const [first, last] = [layerOf.get(from) ?? 0, layerOf.get(to) ?? 0]
		const between = Array.from({ length: Math.max(last - first - 1, 0) }, (_, k) => ({ id: `${i} ${k}`, layer: first + 1 + k }))
		for (const passage of between) put(passage)
		const way = [from, ...between.map(({ id }) => id), to]
		for (let k = 1; k < way.length; k++) link(up, down, way[k - 1] ?? '', way[k] ?? '')
		return between
	})
	const both = new Map([...new Set([...up.keys(), ...down.keys()])].map((id) => [id, [...(up.get(id) ?? []), ...(down.get(id) ?? [])]]))
	return { layers, links: { up, down, both }, passing }
}

function link(up: Map<string, string[]>, down: Map<string, string[]>, above: string, below: string): void {
	up.set(below, [...(up.get(below) ?? []), above])
	down.set(above, [...(down.get(above) ?? []), below])
}

/** Orders a layer by the middles of its neighbours, and moves its nodes as near to these as they get without touching. */
function order(layer: string[], x: Map<string, number>, neighbours: Neighbours, room: (id: string) => number): void {
	const wanted = new Map(layer.map((id) => [id, middle((neighbours.get(id) ?? []).map((other) => x.get(other) ?? 0)) ?? x.get(id) ?? 0]))
	layer.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
	apart(layer.map((id) => ({ at: wanted.get(id) ?? 0, room: room(id) }))).forEach((at, i) => x.set(layer[i] ?? '', at))
}

const middle = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length)

/** The places nearest to those wanted, by the sum of squares, at which nobody's room meets another's: who is too near is pooled (isotonic regression). */
export function apart(wanted: readonly { readonly at: number; readonly room: number }[]): number[] {
	const offsets: number[] = [] // of each from the first, if all stood as near as they may
	const pools: { sum: number; count: number }[] = []
	wanted.forEach(({ at, room }, i) => {
		const offset = i === 0 ? 0 : (offsets[i - 1] ?? 0) + ((wanted[i - 1]?.room ?? 0) + room) / 2
		offsets.push(offset)
		let pool = { sum: at - offset, count: 1 }
		for (let before = pools.at(-1); before && before.sum / before.count > pool.sum / pool.count; before = pools.at(-1)) {
			pool = { sum: before.sum + pool.sum, count: before.count + pool.count }
			pools.pop()
		}
		pools.push(pool)
	})
	return pools.flatMap(({ sum, count }) => Array.from<number>({ length: count }).fill(sum / count)).map((at, i) => at + (offsets[i] ?? 0))
}
