/** Where the coordinates of each ring end in a flat list of x and y, as vector tiles give polygons. */
export interface FlatPolygons {
	readonly coordinates: readonly number[]
	readonly ends: readonly number[]
}

/**
 * Whether a point is inside, by even-odd rule over all rings. This is for the pointer's highlight only:
 * which grid a position belongs to, on its border too, is for the server to say.
 */
export function covers({ coordinates, ends }: FlatPolygons, x: number, y: number): boolean {
	let inside = false
	let start = 0
	for (const end of ends) {
		let px = coordinates[end - 2] ?? NaN
		let py = coordinates[end - 1] ?? NaN
		for (let i = start; i < end; i += 2) {
			const qx = coordinates[i] ?? NaN
			const qy = coordinates[i + 1] ?? NaN
			if (py > y !== qy > y && x < ((qx - px) * (y - py)) / (qy - py) + px) inside = !inside
			px = qx
			py = qy
		}
		start = end
	}
	return inside
}
