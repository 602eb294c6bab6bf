import type { FeatureLike } from 'ol/Feature'
import VectorTileLayer from 'ol/layer/VectorTile'
import RenderFeature from 'ol/render/Feature'
import type Style from 'ol/style/Style'
import { COLOURS, COMMUNITY_ZOOM, GRID_ZOOM, area, emphasisStyle, hoverStyle, label, outline, zoomOf } from './look'
import { fallbackColour } from '../model/colouring'
import { covers } from '../model/ring'
import type { LayerName, TileSet } from './tiles'
import { neighbourColours, tileSource } from './tiles'

/** What the pointer touches, as the tiles know it: a grid, or a community where grids are too small to be drawn. */
export interface Touched {
	readonly kind: 'grid' | 'community'
	readonly code: string
	readonly name: string
}

/** The tile layers of a coverage, from the county's outline down to the grids, and the highlight. */
export class CoverageLayers {
	readonly all: readonly VectorTileLayer[]
	private readonly named: Record<LayerName, VectorTileLayer>
	private readonly hovered: VectorTileLayer
	private colours: ReadonlyMap<string, number> = new Map()
	private shown: TileSet | null = null
	private over: string | null = null
	private readonly emphasis: Record<'grids' | 'communities', VectorTileLayer>
	private asked: ReadonlySet<string> = new Set() // the grids to emphasise
	private emphasised: ReadonlySet<string> = new Set() // their codes, and those of the communities that they lie in
	private loading = new AbortController()

	/** Leaves the names of grids out, where something else stands in their place. */
	unnamed = false

	constructor(private readonly trouble: () => void) {
		this.named = {
			grids: layer(1, (feature, zoom) => this.gridStyle(feature, zoom), GRID_ZOOM - 0.01),
			communities: layer(2, (feature, zoom) => this.communityStyle(feature, zoom)),
			towns: layer(3, (feature, zoom) => this.townStyle(feature, zoom)),
			county: layer(4, (feature, zoom) => (isLabel(feature) ? undefined : outline('county', zoom))),
		}
		this.hovered = layer(6, (feature) => (codeOf(feature) === this.over && !isLabel(feature) ? hoverStyle : undefined), 0, 'vector')
		const emphasise: StyleAt = (feature) => (this.emphasised.has(codeOf(feature)) && !isLabel(feature) ? emphasisStyle : undefined)
		this.emphasis = { grids: layer(1.5, emphasise, GRID_ZOOM - 0.01, 'vector'), communities: layer(2.5, (feature, zoom) => (zoom <= GRID_ZOOM ? emphasise(feature, zoom) : undefined), 0, 'vector') }
		this.all = [...Object.values(this.named), ...Object.values(this.emphasis), this.hovered]
	}

	/** Takes the tiles of a revision. Colours follow when the neighbours are known. */
	use(set: TileSet): void {
		this.close()
		this.shown = set
		this.loading = new AbortController()
		for (const name of Object.keys(this.named) as LayerName[]) {
			const source = tileSource(name, set)
			source.on('tileloaderror', this.trouble)
			this.named[name].setSource(source)
		}
		this.hovered.setSource(null) // until something is pointed at again
		this.emphasise(this.asked)
		void this.colour(set, this.loading.signal)
	}

	/** The smallest area drawn at a coordinate, from the tiles on the screen. */
	touch([x = 0, y = 0]: number[], zoom: number): Touched | null {
		const kind = zoom > GRID_ZOOM ? 'grid' : 'community'
		const layer = this.layerOf(kind)
		if (!layer.getSource()) return null
		for (const feature of layer.getFeaturesInExtent([x, y, x, y])) {
			if (!(feature instanceof RenderFeature) || isLabel(feature)) continue
			const shape = { coordinates: feature.getFlatCoordinates(), ends: feature.getEnds() ?? [] }
			if (covers(shape, x, y)) return { kind, code: codeOf(feature), name: nameOf(feature) }
		}
		return null
	}

	highlight(touched: Touched | null): void {
		const code = touched?.code ?? null
		if (code === this.over) return
		this.over = code
		if (touched) this.hovered.setSource(this.layerOf(touched.kind).getSource())
		this.hovered.changed()
	}

	/** Draws some grids in another colour; where grids are too small to be drawn, the communities that they lie in. */
	emphasise(grids: ReadonlySet<string>): void {
		this.asked = grids
		this.emphasised = new Set([...grids].flatMap((code) => [code, code.slice(0, -3)]))
		for (const name of ['grids', 'communities'] as const) {
			this.emphasis[name].setSource(grids.size > 0 ? this.named[name].getSource() : null)
			this.emphasis[name].changed()
		}
	}

	/** Asks for all tiles again: a source keeps the tiles that failed, so it takes new ones. */
	retry(): void {
		if (this.shown) this.use(this.shown)
	}

	/** Stops what still loads for the colours. */
	close(): void {
		this.loading.abort()
	}

	private layerOf(kind: Touched['kind']): VectorTileLayer {
		return kind === 'grid' ? this.named.grids : this.named.communities
	}

	private async colour(set: TileSet, signal: AbortSignal): Promise<void> {
		try {
			const [towns, communities] = await Promise.all([neighbourColours('towns', set, signal), neighbourColours('communities', set, signal)])
			this.colours = new Map([...towns, ...communities])
			for (const each of this.all) each.changed()
		} catch {
			// The fallback colours stay: neighbours may share one, which is no reason to stop a reader.
		}
	}

	private gridStyle(feature: FeatureLike, zoom: number): Style | undefined {
		if (isLabel(feature)) return this.unnamed ? undefined : label('grid', nameOf(feature), zoom)
		return zoom > GRID_ZOOM ? area(this.colourOf(String(feature.get('community'))), 'grid', zoom) : undefined
	}

	private communityStyle(feature: FeatureLike, zoom: number): Style | undefined {
		if (isLabel(feature)) return label('community', nameOf(feature), zoom)
		const filled = zoom > COMMUNITY_ZOOM && zoom <= GRID_ZOOM
		return filled ? area(this.colourOf(codeOf(feature)), 'community', zoom) : outline('community', zoom)
	}

	private townStyle(feature: FeatureLike, zoom: number): Style | undefined {
		if (isLabel(feature)) return label('town', nameOf(feature), zoom)
		return zoom <= COMMUNITY_ZOOM ? area(this.colourOf(codeOf(feature)), 'town', zoom) : outline('town', zoom)
	}

	private colourOf(code: string): number {
		return this.colours.get(code) ?? fallbackColour(code, COLOURS)
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
const codeOf = (feature: FeatureLike): string => String(feature.get('code'))
const nameOf = (feature: FeatureLike): string => String(feature.get('name') ?? '')
