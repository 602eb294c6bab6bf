import Feature from 'ol/Feature'
import type { FeatureLike } from 'ol/Feature'
import { LineString, Point } from 'ol/geom'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import CircleStyle from 'ol/style/Circle'
import Fill from 'ol/style/Fill'
import RegularShape from 'ol/style/RegularShape'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'
import type { NumberedCommunity, NumberedGrid } from '../model/numbering'
import { sequence } from '../model/numbering'
import { FONTS, zoomOf } from './look'

/** Above this zoom there is room for the numbers; up to it, dots stand for them. */
const NUMBER_ZOOM = 13.2
/** Up to this zoom the dots are small ones: all of a county are on the screen. */
const DOT_ZOOM = 11.2

/** The numbers of a draft's grids at their places: new ones in discs, joined in their order; kept ones in squares. */
export class NumberingLayer {
	private readonly source = new VectorSource()
	private readonly styles = new Map<string, Style>()
	readonly layer = new VectorLayer({ source: this.source, zIndex: 15, style: (feature, resolution) => this.style(feature, zoomOf(resolution)) })

	show(communities: readonly NumberedCommunity[]): void {
		this.source.clear()
		this.source.addFeatures(communities.flatMap(({ grids, numbered }) => [...lines(numbered), ...grids.flatMap(places)]))
	}

	private style(feature: FeatureLike, zoom: number): Style {
		const grid = feature.get('grid') as NumberedGrid | undefined
		if (!grid) return line
		const number = zoom > NUMBER_ZOOM ? sequence(grid.code) : ''
		const dot = zoom > DOT_ZOOM ? 4 : 2
		const key = `${grid.kept} ${number} ${dot}`
		const style = this.styles.get(key) ?? mark(grid.kept, number, dot)
		this.styles.set(key, style)
		return style
	}
}

const lines = (numbered: readonly NumberedGrid[]): Feature[] => (numbered.length < 2 ? [] : [new Feature(new LineString(numbered.flatMap(({ at }) => (at ? [fromLonLat([...at])] : []))))])
const places = (grid: NumberedGrid): Feature[] => (grid.at ? [new Feature({ geometry: new Point(fromLonLat([...grid.at])), grid })] : [])

const line = new Style({ stroke: new Stroke({ color: '#1d4ed8', width: 1.6 }) })
const white = new Fill({ color: '#ffffff' })

function mark(kept: boolean, number: string, dot: number): Style {
	const big = number !== ''
	const image = kept
		? new RegularShape({ points: 4, angle: Math.PI / 4, radius: big ? 16 : dot, fill: white, stroke: new Stroke({ color: '#4a6178', width: dot > 2 ? 1.4 : 0.8 }) })
		: new CircleStyle({ radius: big ? 13 : dot, fill: new Fill({ color: '#1d4ed8' }), stroke: new Stroke({ color: '#ffffff', width: dot > 2 ? 1.4 : 0.6 }) })
	const text = new Text({ text: number, font: `600 11px ${FONTS}`, fill: kept ? new Fill({ color: '#33475b' }) : white, offsetY: 1 })
	return new Style({ image, ...(big && { text }), zIndex: kept ? 1 : 2 })
}
