import 'ol/ol.css'
import Feature from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import ScaleLine from 'ol/control/ScaleLine'
import { easeOut } from 'ol/easing'
import type { Extent } from 'ol/extent'
import { buffer, getCenter, getHeight, getWidth } from 'ol/extent'
import { MultiPolygon, Point } from 'ol/geom'
import { defaults as defaultInteractions } from 'ol/interaction/defaults'
import type BaseLayer from 'ol/layer/Base'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, toLonLat, transformExtent } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import type { View as MapView } from '../model/address'
import type { LngLat } from '../model/position'
import { rounded } from '../model/position'
import { CoverageLayers } from './coverage_layers'
import type { Touched } from './coverage_layers'
import { chosenStyles } from './look'
import { pin } from './marker'
import type { TileSet } from './tiles'

/** What the map tells its page. */
export interface MapEvents {
	/** What is under the pointer, and where the pointer is on the map; null when there is nothing. */
	readonly hover: (touched: Touched | null, pixel: readonly [x: number, y: number]) => void
	/** A place was asked for: by click, by touch, or by Enter at the centre. */
	readonly pick: (at: LngLat) => void
	/** The view came to rest. */
	readonly moved: (view: MapView) => void
	/** Whether something of the view is still to be loaded or drawn. */
	readonly busy: (busy: boolean) => void
	/** Some tiles could not be had. */
	readonly trouble: () => void
}

export type Box = readonly [west: number, south: number, east: number, north: number]
export type Padding = readonly [top: number, right: number, bottom: number, left: number]
type Rings = readonly (readonly (readonly (readonly [lng: number, lat: number])[])[])[]

/** The map of a coverage: its layers, the chosen grid, the pin, and how one moves about. It knows nothing of Vue. */
export class GridMap {
	private readonly map: OlMap
	private readonly layers: CoverageLayers
	private readonly chosen = new VectorSource()
	private readonly pins = new VectorSource()
	private readonly calm = matchMedia('(prefers-reduced-motion: reduce)')
	private home: Extent | null = null
	private resting = ''

	constructor(
		private readonly target: HTMLElement,
		private readonly events: MapEvents,
	) {
		this.layers = new CoverageLayers(events.trouble)
		this.map = new OlMap({
			target,
			controls: [new ScaleLine({ units: 'metric', minWidth: 64 })],
			interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false }),
			layers: [
				...this.layers.all,
				new VectorLayer({ source: this.chosen, zIndex: 20 }),
				new VectorLayer({ source: this.pins, style: pin(), zIndex: 30 }),
			],
			view: new View({ center: fromLonLat([105, 35]), zoom: 4 }),
		})
		this.listen()
	}

	/** Shows a revision's tiles; the first one also decides where the map stands unless view says so. */
	show(set: TileSet, view: MapView | null): void {
		this.layers.use(set)
		const extent = transformExtent([...set.bounds], 'EPSG:4326', 'EPSG:3857')
		const first = this.home === null
		this.home = extent
		if (!first) return
		const { padding } = this.map.getView()
		const around = buffer(extent, Math.max(getWidth(extent), getHeight(extent)) * 0.6)
		this.map.setView(new View({ center: getCenter(extent), zoom: 10, minZoom: 7, maxZoom: 20, extent: around, constrainOnlyCenter: true, enableRotation: false, ...(padding ? { padding } : {}) }))
		if (view) this.setView(view)
		else this.fitExtent(extent, 0)
	}

	setView({ zoom, center }: MapView): void {
		this.map.getView().setZoom(zoom)
		this.map.getView().setCenter(fromLonLat([center.lng, center.lat]))
	}

	/** Keeps what is looked at in the middle of what the panels leave free. */
	setPadding(padding: Padding): void {
		const view = this.map.getView()
		const center = view.getCenter()
		view.padding = [...padding]
		if (center && this.home) view.animate({ center, duration: this.duration(200) })
	}

	goHome(): void {
		if (this.home) this.fitExtent(this.home)
	}

	zoomBy(levels: number): void {
		const view = this.map.getView()
		view.animate({ zoom: (view.getZoom() ?? 10) + levels, duration: this.duration(180), easing: easeOut })
	}

	/** Brings a box into view, with some of its neighbourhood. */
	fit(box: Box): void {
		const extent = transformExtent([...box], 'EPSG:4326', 'EPSG:3857')
		this.fitExtent(buffer(extent, Math.max(getWidth(extent), getHeight(extent)) * 0.25))
	}

	/** Goes to a place, unless it is in view already at a zoom where grids can be told apart. */
	goTo(at: LngLat): void {
		const view = this.map.getView()
		const center = fromLonLat([at.lng, at.lat])
		if ((view.getZoom() ?? 0) >= 13.5 && this.inSight(center)) return
		view.animate({ center, zoom: Math.max(view.getZoom() ?? 0, 15), duration: this.duration(500) })
	}

	/** Shows which grid or division is chosen; no rings, none. */
	choose(kind: keyof typeof chosenStyles, rings: Rings): void {
		this.chosen.clear()
		const geometry = new MultiPolygon(rings.map((polygon) => polygon.map((ring) => ring.map((at) => [...at]))))
		const feature = new Feature(geometry.transform('EPSG:4326', 'EPSG:3857'))
		feature.setStyle(chosenStyles[kind])
		this.chosen.addFeature(feature)
	}

	/** Puts the pin at a position; null takes it away. */
	mark(at: LngLat | null): void {
		this.pins.clear()
		if (at) this.pins.addFeature(new Feature(new Point(fromLonLat([at.lng, at.lat]))))
	}

	/** Draws some grids in another colour. */
	emphasise(grids: ReadonlySet<string>): void {
		this.layers.emphasise(grids)
	}

	/** Lays numbers over the map, where the names of the grids would stand. */
	number(layer: BaseLayer): void {
		this.layers.unnamed = true
		this.add(layer)
	}

	/** Lays something over the map. */
	add(layer: BaseLayer): void {
		this.map.addLayer(layer)
	}

	/** Asks again for the tiles that could not be had. */
	retry(): void {
		this.layers.retry()
	}

	destroy(): void {
		this.layers.close()
		this.map.setTarget()
		this.map.dispose()
	}

	private listen(): void {
		this.map.on('singleclick', (event) => {
			this.events.pick(lngLat(event.coordinate))
		})
		this.map.on('pointermove', (event) => {
			if (!event.dragging) this.hover(event.coordinate, event.pixel)
		})
		this.map.getViewport()?.addEventListener('pointerleave', () => {
			this.hover(null, [0, 0])
		})
		this.map.on('movestart', () => {
			this.hover(null, [0, 0]) // what was touched moves away from under the pointer
		})
		this.map.on('moveend', () => {
			this.rested()
		})
		this.map.on('loadstart', () => {
			this.events.busy(true)
		})
		this.map.on('loadend', () => {
			this.events.busy(false)
		})
		this.target.addEventListener('keydown', (event) => {
			const center = this.map.getView().getCenter()
			if (event.key !== 'Enter' || event.isComposing || !center || event.target !== this.target) return
			event.preventDefault()
			this.events.pick(lngLat(center))
		})
	}

	private hover(coordinate: number[] | null, pixel: number[]): void {
		const touched = coordinate ? this.layers.touch(coordinate, this.map.getView().getZoom() ?? 0) : null
		this.layers.highlight(touched)
		this.target.classList.toggle('over-grid', touched !== null)
		this.events.hover(touched, [pixel[0] ?? 0, pixel[1] ?? 0])
	}

	private rested(): void {
		const view = this.map.getView()
		const [center, zoom] = [view.getCenter(), view.getZoom()]
		if (!this.home || !center || zoom === undefined) return
		const now = `${zoom} ${center.join(' ')}`
		if (now === this.resting) return
		this.resting = now
		this.events.moved({ zoom, center: lngLat(center) })
	}

	private inSight(center: number[]): boolean {
		const [x = -1, y = -1] = this.map.getPixelFromCoordinate(center)
		const [width = 0, height = 0] = this.map.getSize() ?? []
		const [top = 0, right = 0, bottom = 0, left = 0] = this.map.getView().padding ?? []
		return x > left + 24 && x < width - right - 24 && y > top + 40 && y < height - bottom - 24
	}

	private fitExtent(extent: Extent, duration = 500): void {
		this.map.getView().fit(extent, { duration: this.duration(duration), maxZoom: 17, padding: [16, 16, 16, 16] })
	}

	private duration(ms: number): number {
		return this.calm.matches ? 0 : ms
	}
}

function lngLat(coordinate: number[]): LngLat {
	const [lng = 0, lat = 0] = toLonLat(coordinate)
	return rounded({ lng, lat })
}
