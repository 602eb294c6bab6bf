import type { FeatureLike } from 'ol/Feature'
import VectorTileLayer from 'ol/layer/VectorTile'
import RenderFeature from 'ol/render/Feature'
import type Style from 'ol/style/Style'
import OlStyle from 'ol/style/Style'
import { COLOURS, GRID_ZOOM, borders, fillOf, hoverStyle, label, zoomOf } from './look'
import { fallbackColour } from '../model/colouring'
import { covers } from '../model/ring'
import type { LayerName, TileSet } from './tiles'
import { communityColours, tileSource } from './tiles'

/** A grid that the pointer touches, as the tiles know it. */
export interface Touched {
	readonly code: string
	readonly name: string
}

/** The tile layers of a coverage, from the county's outline down to the grids, and the highlight. */
export class CoverageLayers {
	readonly all: readonly VectorTileLayer[]
	private readonly grids: VectorTileLayer
	private readonly hovered: VectorTileLayer
	private readonly divisions: readonly (readonly [LayerName, VectorTileLayer])[]
	private colours: ReadonlyMap<string, number> = new Map()
	private over: string | null = null
	private loading = new AbortController()

	constructor(private readonly trouble: () => void) {
		this.grids = layer(1, (feature, zoom) => this.gridStyle(feature, zoom), GRID_ZOOM - 0.01)
		this.hovered = layer(6, (feature) => (feature.get('code') === this.over && !isLabel(feature) ? hoverStyle : undefined), GRID_ZOOM - 0.01, 'vector')
		this.divisions = [
			['communities', layer(2, (feature, zoom) => this.communityStyle(feature, zoom))],
			['towns', layer(3, (feature, zoom) => (isLabel(feature) ? label('town', nameOf(feature), zoom) : outline('town', zoom)))],
			['county', layer(4, (feature, zoom) => (isLabel(feature) ? undefined : outline('county', zoom)))],
		]
		this.all = [this.grids, ...this.divisions.map(([, of]) => of), this.hovered]
	}

	/** Takes the tiles of a revision. Colours follow when the neighbours are known. */
	use(set: TileSet): void {
		this.close()
		this.loading = new AbortController()
		const grids = this.watched(tileSource('grids', set))
		this.grids.setSource(grids)
		this.hovered.setSource(grids)
		for (const [name, of] of this.divisions) of.setSource(this.watched(tileSource(name, set)))
		communityColours(set, this.loading.signal)
			.then((colours) => {
				this.colours = colours
				for (const each of this.all) each.changed()
			})
			.catch(() => {
				// The fallback colours stay: neighbours may share one, which is no reason to stop a reader.
			})
	}

	/** The grid at a coordinate, from the tiles on the screen. */
	touch([x = 0, y = 0]: number[]): Touched | null {
		if (!this.grids.isVisible() || !this.grids.getSource()) return null
		for (const feature of this.grids.getFeaturesInExtent([x, y, x, y])) {
			if (!(feature instanceof RenderFeature) || isLabel(feature)) continue
			const shape = { coordinates: feature.getFlatCoordinates(), ends: feature.getEnds() ?? [] }
			if (covers(shape, x, y)) return { code: String(feature.get('code')), name: nameOf(feature) }
		}
		return null
	}

	highlight(grid: Touched | null): void {
		const code = grid?.code ?? null
		if (code === this.over) return
		this.over = code
		this.hovered.changed()
	}

	retry(): void {
		this.all.forEach((each) => each.getSource()?.refresh())
	}

	/** Stops what still loads for the colours. */
	close(): void {
		this.loading.abort()
	}

	private watched<Source extends ReturnType<typeof tileSource>>(source: Source): Source {
		source.on('tileloaderror', this.trouble)
		return source
	}

	private gridStyle(feature: FeatureLike, zoom: number): Style | undefined {
		if (isLabel(feature)) return label('grid', nameOf(feature), zoom)
		return area(this.colourOf(String(feature.get('community') ?? String(feature.get('code')).slice(0, 12))), 'grid', zoom)
	}

	private communityStyle(feature: FeatureLike, zoom: number): Style | undefined {
		if (isLabel(feature)) return label('community', nameOf(feature), zoom)
		return zoom < GRID_ZOOM ? area(this.colourOf(String(feature.get('code'))), 'community', zoom) : outline('community', zoom)
	}

	private colourOf(community: string): number {
		return this.colours.get(community) ?? fallbackColour(community, COLOURS)
	}
}

type StyleAt = (feature: FeatureLike, zoom: number) => Style | undefined

function layer(zIndex: number, style: StyleAt, minZoom = 0, renderMode: 'hybrid' | 'vector' = 'hybrid'): VectorTileLayer {
	return new VectorTileLayer({
		zIndex,
		minZoom,
		renderMode,
		declutter: 'labels', // one group for all layers: the layer on top has the first choice of room
		renderBuffer: 64,
		style: (feature, resolution) => style(feature, zoomOf(resolution)),
	})
}

const isLabel = (feature: FeatureLike): boolean => String(feature.get('layer')).endsWith('_label')
const nameOf = (feature: FeatureLike): string => String(feature.get('name') ?? '')

const kept = new Map<string, Style>()

/** Border, and the soft colour of a community where one is given; a style is made once for each look. */
function area(colour: number | null, level: keyof typeof borders, zoom: number): Style {
	const step = Math.round((zoom - 10) * 2)
	const key = `${level} ${colour} ${step}`
	const known = kept.get(key)
	if (known) return known
	const style = new OlStyle({ stroke: borders[level](zoom), ...(colour === null ? {} : { fill: fillOf(colour) }) })
	kept.set(key, style)
	return style
}

const outline = (level: keyof typeof borders, zoom: number): Style => area(null, level, zoom)
