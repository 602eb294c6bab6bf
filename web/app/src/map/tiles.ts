import MVT from 'ol/format/MVT'
import type RenderFeature from 'ol/render/Feature'
import VectorTileSource from 'ol/source/VectorTile'
import { createXYZ } from 'ol/tilegrid'
import type { Area } from '../model/colouring'
import { colouring } from '../model/colouring'
import { COLOURS } from './look'

export type LayerName = 'grids' | 'communities' | 'towns' | 'county'

/** What the map has to know to ask for tiles; `url` makes the address of a tile below the service. */
export interface TileSet {
	readonly minzoom: number
	readonly maxzoom: number
	readonly bounds: readonly [west: number, south: number, east: number, north: number]
	readonly url: (layer: LayerName, z: number, x: number, y: number) => string
}

export function tileSource(layer: LayerName, set: TileSet): VectorTileSource {
	return new VectorTileSource({
		format: new MVT(),
		tileUrlFunction: ([z = 0, x = 0, y = 0]) => set.url(layer, z, x, y),
		tileGrid: createXYZ({ minZoom: set.minzoom, maxZoom: set.maxzoom, tileSize: 512 }),
		wrapX: false,
		overlaps: false,
	})
}

/**
 * Colours the areas of a layer so that neighbours differ. Borders in tiles are cut from shared arcs, so neighbours
 * have vertices in common; one zoom of the whole area (some dozens of small tiles) is enough to know all neighbours.
 */
export async function neighbourColours(layer: LayerName, set: TileSet, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
	const tiles = await Promise.all(
		tilesOf(set).map(async ([z, x, y]) => {
			const response = await fetch(set.url(layer, z, x, y), { signal })
			return response.ok && response.status !== 204 ? areasOf(layer, await response.arrayBuffer(), x, y) : []
		}),
	)
	return colouring(tiles.flat(), COLOURS)
}

const MOST_TILES = 20

/** The tiles of the deepest zoom that covers the bounds with MOST_TILES tiles. */
function tilesOf({ minzoom, maxzoom, bounds: [west, south, east, north] }: TileSet): [z: number, x: number, y: number][] {
	for (let z = maxzoom; z >= minzoom; z--) {
		const [x0, x1, y0, y1] = [column(west, z), column(east, z), row(north, z), row(south, z)]
		if ((x1 - x0 + 1) * (y1 - y0 + 1) > MOST_TILES) continue
		const tiles: [number, number, number][] = []
		for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) tiles.push([z, x, y])
		return tiles
	}
	return []
}

const column = (lng: number, z: number): number => Math.floor(((lng + 180) / 360) * 2 ** z)
const row = (lat: number, z: number): number => Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z)

const EXTENT = 4096

function areasOf(layer: LayerName, tile: ArrayBuffer, x: number, y: number): Area[] {
	const features = new MVT({ layers: [layer] }).readFeatures(tile)
	return features.map((feature) => ({ code: String(feature.get('code')), points: pointsOf(feature, x * EXTENT, y * EXTENT) }))
}

function* pointsOf(feature: RenderFeature, left: number, top: number): Generator<string> {
	const flat = feature.getFlatCoordinates()
	for (let i = 0; i + 1 < flat.length; i += 2) {
		const [x = 0, y = 0] = [flat[i], flat[i + 1]]
		// What lies on the tile's own edge was made by the cut, and is nobody's border.
		if (x > 0 && x < EXTENT && y > 0 && y < EXTENT) yield `${left + x},${top + y}`
	}
}
