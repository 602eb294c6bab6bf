import { address } from '../api/client'
import type { TileSet } from '../map/tiles'
import type { Published } from './use_service'

/** The tiles of what is published. */
export function tileSet({ tiles, revision }: Published): TileSet {
	const url: TileSet['url'] = (layer, z, x, y) => address(`tiles/${layer}/${z}/${x}/${y}.mvt`, { rev: revision.number })
	return { minzoom: tiles.minzoom, maxzoom: tiles.maxzoom, bounds: tiles.bounds, url }
}
