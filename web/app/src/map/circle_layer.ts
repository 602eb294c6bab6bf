import Feature from 'ol/Feature'
import { circular } from 'ol/geom/Polygon'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import type { LngLat } from '../model/position'
import type { Box } from './grid_map'

const look = [
	new Style({ stroke: new Stroke({ color: 'rgba(255,255,255,0.9)', width: 5 }) }),
	new Style({ fill: new Fill({ color: 'rgba(194,38,28,0.10)' }), stroke: new Stroke({ color: '#c2261c', width: 2, lineDash: [8, 6] }) }),
]

/** The circle in which a position lies, as well as it is known. */
export class CircleLayer {
	private readonly source = new VectorSource()
	readonly layer = new VectorLayer({ source: this.source, style: look, zIndex: 25 })

	/** Draws it, and gives the box that it fills; no centre or no radius, no circle. */
	show(at: LngLat | null, radiusM: number | null): Box | null {
		this.source.clear()
		if (!at || radiusM === null) return null
		const circle = circular([at.lng, at.lat], radiusM, 96)
		const [west = 0, south = 0, east = 0, north = 0] = circle.getExtent()
		this.source.addFeature(new Feature(circle.transform('EPSG:4326', 'EPSG:3857')))
		return [west, south, east, north]
	}
}
