import Fill from 'ol/style/Fill'
import Stroke from 'ol/style/Stroke'
import Style from 'ol/style/Style'
import Text from 'ol/style/Text'
import { shortDivisionName, shortGridName, wrapped } from '../model/names'

/** Soft colours of neighbouring towns and communities; borders and labels keep a contrast of 4.5:1 on all of them. */
const NEIGHBOUR_COLOURS = ['#7fb3d5', '#f5cba7', '#a9dfbf', '#d7bde2', '#f9e79f'] as const
export const COLOURS = NEIGHBOUR_COLOURS.length

/** Fonts of the reader's own machine: nothing is fetched, and rare characters are there as far as the system has them. */
export const FONTS = 'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'

/** The zoom of the view, by its resolution in metres of Web Mercator. */
export const zoomOf = (resolution: number): number => Math.log2(156_543.03392804097 / resolution)

/** Above this zoom communities have colours of their own; up to it, towns. */
export const COMMUNITY_ZOOM = 11.2
/** Above this zoom the grids are drawn; up to it, communities stand for them. */
export const GRID_ZOOM = 12

const fills = NEIGHBOUR_COLOURS.map((colour) => new Fill({ color: `${colour}73` }))

/** Borders by their width at zooms 10 and 16: thin where much is on the screen. Neighbours draw the same line twice, so none is dashed. */
const BORDERS = {
	grid: { color: '#7d8fa1', at10: 0.4, at16: 1.1 },
	community: { color: '#4a6178', at10: 0.4, at16: 2.2 },
	town: { color: '#2b4257', at10: 1.2, at16: 3.4 },
	county: { color: '#17293a', at10: 2.2, at16: 4.5 },
} as const
export type Level = keyof typeof BORDERS

const areas = new Map<string, Style>()

/** The border of an area, filled with one of the neighbours' colours; a style is made once for each look. */
export function area(colour: number | null, level: Level, zoom: number): Style {
	const step = Math.min(Math.max(Math.round((zoom - 10) * 2), 0), 12)
	const key = `${level} ${colour} ${step}`
	const known = areas.get(key)
	if (known) return known
	const { color, at10, at16 } = BORDERS[level]
	const fill = colour === null ? undefined : fills[colour]
	const style = new Style({ stroke: new Stroke({ color, width: at10 + ((at16 - at10) * step) / 12, lineJoin: 'round' }), ...(fill && { fill }) })
	areas.set(key, style)
	return style
}

export const outline = (level: Level, zoom: number): Style => area(null, level, zoom)

interface Lettering {
	readonly size: number
	readonly weight: number
	readonly color: string
	readonly perLine: number
	/** Zooms at which the label shows; towns make way for communities, and these for grids. */
	readonly from: number
	readonly to: number
}

const LETTERING = {
	town: { size: 14, weight: 600, color: '#1c3347', perLine: 6, from: 7, to: 13.2 },
	community: { size: 13, weight: 600, color: '#2f4a63', perLine: 6, from: 12.4, to: 16.2 },
	grid: { size: 12, weight: 500, color: '#33475b', perLine: 8, from: 14, to: 30 },
} satisfies Record<string, Lettering>

const halo = new Stroke({ color: 'rgba(255,255,255,0.92)', width: 3.5 })
const labels = new Map<string, Style>()

/** The label of a feature, or nothing at this zoom. Styles are kept: there are some thousands of names. */
export function label(level: keyof typeof LETTERING, name: string, zoom: number): Style | undefined {
	const { size: usual, weight, color, perLine, from, to } = LETTERING[level]
	if (zoom < from || zoom > to || name === '') return undefined
	const size = zoom > 16 ? usual + 2 : zoom < 9.5 ? usual - 2 : usual
	const key = `${size} ${level} ${name}`
	const known = labels.get(key)
	if (known) return known
	const text = wrapped(level === 'grid' ? shortGridName(name) : shortDivisionName(name), perLine)
	const style = new Style({ text: new Text({ text, font: `${weight} ${size}px ${FONTS}`, fill: new Fill({ color }), stroke: halo, padding: [2, 3, 2, 3], overflow: true }) })
	labels.set(key, style)
	return style
}

export const hoverStyle = new Style({ fill: new Fill({ color: 'rgba(29,78,216,0.16)' }), stroke: new Stroke({ color: '#1d4ed8', width: 2 }) })

export const emphasisStyle = new Style({ fill: new Fill({ color: 'rgba(217,119,6,0.5)' }), stroke: new Stroke({ color: '#9a3412', width: 1.4 }) })

const outlined = [
	new Style({ stroke: new Stroke({ color: 'rgba(255,255,255,0.95)', width: 7, lineJoin: 'round' }) }),
	new Style({ stroke: new Stroke({ color: '#1d4ed8', width: 3.2, lineJoin: 'round' }) }),
]

/** The look of what was chosen: a grid is filled; a division is not, since the colours of what lies in it are to be told apart. */
export const chosenStyles = { grid: [new Style({ fill: new Fill({ color: 'rgba(29,78,216,0.14)' }) }), ...outlined], division: outlined }
