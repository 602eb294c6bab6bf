import type { Datum } from './datum'
import { takeDatum } from './datum'

/** Degrees; longitude first, as everywhere in Wangge. */
export interface LngLat {
	readonly lng: number
	readonly lat: number
}

export type PositionProblem =
	| 'incomplete' // one number only
	| 'range' // no place on earth
	| 'projected' // metres of a projection, not degrees

/** What a line of text says about a position. */
export type Reading =
	| { readonly kind: 'position'; readonly at: LngLat; readonly swapped: boolean; readonly datum: Datum | null }
	| { readonly kind: 'problem'; readonly problem: PositionProblem }
	| { readonly kind: 'none' } // this is no position, search for it instead

type Axis = 'lng' | 'lat' | null
interface Part {
	readonly value: number
	readonly axis: Axis
	readonly exact: boolean // written with a fraction, a degree sign or an axis, as plain counts are not
}

const AXIS = '东经|西经|北纬|南纬|经度|纬度|longitude|latitude|lng|lon|lat|[EWNSXY]'
const MINUTES = String.raw`\s*(\d+(?:\.\d+)?)\s*['′分]`
const SECONDS = String.raw`\s*(\d+(?:\.\d+)?)\s*(?:["秒]|''|′′)`
const NUMBER = String.raw`([-+]?\d+(?:\.\d+)?)(?:\s*[°度](?:${MINUTES}(?:${SECONDS})?)?)?"?`
const NAMED = String.raw`(${AXIS})\s*[:=]?\s*${NUMBER}()`
const BARE = String.raw`()${NUMBER}\s*(${AXIS})?`
// Between the two there is a mark, a space, or the letter that begins or ends one of them: never a number cut in two.
const BETWEEN = String.raw`(?:\s*[,;/|&、]\s*|\s+|(?=(?:${AXIS}))|(?<=[°度′'"分秒a-z东西南北经纬]))`
const STYLES = [NAMED, BARE].map((part) => new RegExp(`^${part}${BETWEEN}${part}$`, 'i'))
const ONE = new RegExp(String.raw`^(?:(?:${AXIS})\s*[:=]?\s*)?\d{1,3}(?:\.\d+|\s*[°度])[,;、\s]*$`, 'i')

/**
 * Reads a typed or pasted position: `116.9734, 35.4033`, full-width digits and commas, `lng=…&lat=…`,
 * degrees, minutes and seconds, 东经 and 北纬, with the datum's name before or behind it.
 * Latitude first is turned round where it can be told, and said (`swapped`), and so are names that were swapped;
 * a datum is never guessed.
 */
export function readPosition(text: string): Reading {
	const { datum, rest } = takeDatum(text.replace(/[″”]/g, '"').replace(/[’]/g, "'").replace(/º/g, '°').normalize('NFKC'))
	const plain = rest.replace(/[()[\]{}]/g, ' ').replace(/(?<![\d′'])["']|["'](?=\s*[:=])/g, '').trim().replace(/[,;:、\s]+$|^[,;:、\s]+/g, '')
	if (/\dE[-+]\d/i.test(plain)) return { kind: 'none' }
	const match = STYLES.map((style) => style.exec(plain)).find((found) => found !== null)
	if (!match) return ONE.test(plain) ? { kind: 'problem', problem: 'incomplete' } : { kind: 'none' }
	const first = partOf(match.slice(1, 6))
	const second = partOf(match.slice(6, 11))
	if (!first.exact && !second.exact) return { kind: 'none' }
	const given = order(first, second)
	if (!given) return { kind: 'problem', problem: 'range' }
	if (Math.abs(given.lng) > 10_000 && Math.abs(given.lat) > 10_000) return { kind: 'problem', problem: 'projected' }
	if (!onEarth(given)) return likelyChina(given.lat, given.lng) ? { kind: 'position', at: rounded({ lng: given.lat, lat: given.lng }), swapped: true, datum } : { kind: 'problem', problem: 'range' }
	const turned = first.axis === null && second.axis === null && given.lng !== first.value
	return { kind: 'position', at: rounded(given), swapped: turned, datum }
}

function partOf([before, number = '', minutes, seconds, after]: readonly (string | undefined)[]): Part {
	const degrees = Number(number)
	const size = Math.abs(degrees) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600
	const word = (before || after || '').toLowerCase()
	const negative = number.startsWith('-') || /^(?:西经|南纬|w|s)$/.test(word)
	const exact = word !== '' || minutes !== undefined || number.includes('.')
	return { value: negative ? -size : size, axis: axisOf(word), exact }
}

function axisOf(word: string): Axis {
	if (/^(?:东经|西经|经度|longitude|lng|lon|e|w)$/.test(word)) return 'lng'
	if (/^(?:北纬|南纬|纬度|latitude|lat|n|s)$/.test(word)) return 'lat'
	return null // X and Y say nothing: surveyors call the northing X
}

/** Which of the two is the longitude: as written, else by magnitude, else the first. */
function order(first: Part, second: Part): LngLat | null {
	if (first.axis !== null && first.axis === second.axis) return null
	const latFirst = first.axis === 'lat' || second.axis === 'lng'
	if (first.axis !== null || second.axis !== null) {
		return latFirst ? { lng: second.value, lat: first.value } : { lng: first.value, lat: second.value }
	}
	const swap = !likelyChina(first.value, second.value) && (likelyChina(second.value, first.value) || Math.abs(second.value) > 90)
	return swap ? { lng: second.value, lat: first.value } : { lng: first.value, lat: second.value }
}

export const likelyChina = (lng: number, lat: number): boolean => lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54
export const onEarth = ({ lng, lat }: LngLat): boolean => Math.abs(lng) <= 180 && Math.abs(lat) <= 90

/** Seven decimals are a centimetre: the lattice of the registry. */
export const rounded = ({ lng, lat }: LngLat): LngLat => ({ lng: Math.round(lng * 1e7) / 1e7, lat: Math.round(lat * 1e7) / 1e7 })

/** The position as one would paste it elsewhere: six decimals (0.1 m), longitude first. */
export const positionText = ({ lng, lat }: LngLat): string => `${lng.toFixed(6)}, ${lat.toFixed(6)}`

/** The box with a position besides. */
export const boxAround = ([west, south, east, north]: readonly [number, number, number, number], { lng, lat }: LngLat) =>
	[Math.min(west, lng), Math.min(south, lat), Math.max(east, lng), Math.max(north, lat)] as const
