import type { Datum } from './datum'
import { takeDatum } from './datum'
import type { LngLat, PositionProblem } from './position'
import { likelyChina, onEarth, readPosition, rounded } from './position'

export type PastedProblem =
	| PositionProblem
	| 'several' // more than one position in the text
	| 'shortLink' // a link that leads to a position and does not hold it

/** What a pasted text says about a position: typed numbers, a map's link, a message or a record with a position in it. */
export type Pasted =
	| { readonly kind: 'position'; readonly at: LngLat; readonly swapped: boolean; readonly datum: Datum | null; readonly accuracyM: number | null }
	| { readonly kind: 'problem'; readonly problem: PastedProblem }
	| { readonly kind: 'none' }

type Found = { readonly at: LngLat; readonly swapped: boolean; readonly datum: Datum | null } | PastedProblem | null

/**
 * Reads what people at a dispatch desk paste. Each reader takes what the one before it could not read; `swapped` says that
 * latitude and longitude seem to be exchanged and `at` has them the other way round, which is for somebody to confirm.
 */
export function readPasted(typed: string): Pasted {
	const { accuracyM, rest } = takeAccuracy(typed)
	const text = unescaped(rest)
	const found = linked(text) ?? noPosition(text) ?? written(plainly(rest)) ?? inWords(plainly(rest)) ?? labelled(text) ?? numbers(text)
	if (found === null) return { kind: 'none' }
	return typeof found === 'string' ? { kind: 'problem', problem: found } : { kind: 'position', ...found, datum: datumOf(text), accuracyM }
}

const ACCURACY = /[,;，；\s]*(?:["']?(?:horizontal_?)?accuracy["']?|定位精度|水平精度|精度|误差|±|\bu(?==))\s*(?:约|为)?\s*[:：=]?\s*(\d+(?:\.\d+)?)\s*(?:米|meters?\b|m\b)?/i

/** The accuracy that a text states in metres, and the text without it. */
function takeAccuracy(text: string): { accuracyM: number | null; rest: string } {
	const match = ACCURACY.exec(text)
	const accuracyM = Number(match?.[1] ?? 0)
	return { accuracyM: accuracyM > 0 ? accuracyM : null, rest: match ? text.replace(match[0], '') : text }
}

/** Links carry their commas as %2C. */
function unescaped(text: string): string {
	try {
		return decodeURIComponent(text).normalize('NFKC')
	} catch {
		return text.normalize('NFKC')
	}
}

// What a link says of its own datum, in the words of the map services; `dev=1` asks Amap to convert from GPS.
const STATED = /(?:coord_?type|coordinate|coord_?sys|src_?coord|datum)["']?\s*[=:]\s*["']?(bd-?09|gcj-?02|gaode|wgs-?84|gps|cgcs2000)|[?&](dev=1)\b/i
const STATED_DATUMS: Readonly<Record<string, Datum>> = { bd09: 'bd09', gcj02: 'gcj02', gaode: 'gcj02', wgs84: 'wgs84', gps: 'wgs84', cgcs2000: 'cgcs2000', 'dev=1': 'wgs84' }

/** The datum that a text names; receivers' own sentences ($GPGGA) are WGS 84 by their standard. */
function datumOf(text: string): Datum | null {
	const stated = STATED.exec(text)
	const word = (stated?.[1] ?? stated?.[2] ?? '').toLowerCase().replace('-', '')
	return STATED_DATUMS[word] ?? (/^\$G[PNB]/.test(text.trim()) ? 'wgs84' : takeDatum(text).datum)
}

const N = String.raw`(-?\d{1,3}(?:\.\d+)?)`
const pair = (before: string, between = String.raw`\s*[,/]\s*`): RegExp => new RegExp(before + N + between + N + String.raw`(?![\d.]*\d)`, 'i')

/** Where links and records of maps have a position, and in which order: Amap's `position`, everybody's `q` and `ll`, `geo:`, GeoJSON, WKT. */
const FORMS: readonly (readonly [first: 'lng' | 'lat', form: RegExp])[] = [
	['lng', pair(String.raw`[?&](?:position|lnglat|dest|to)=`)],
	['lng', pair(String.raw`"coordinates"\s*:\s*\[\s*`)],
	['lng', pair(String.raw`\bPOINT\s*Z?\s*\(\s*`, String.raw`\s+`)],
	['lng', pair('pointx=', '&pointy=')],
	['lat', pair(String.raw`[?&](?:q|query|ll|latlng|location|coord|daddr)=(?:loc:)?`)],
	['lat', pair('[?&]p=[^,&]+,')],
	['lat', pair(String.raw`\b(?:geo|coord):`)],
	['lat', pair(String.raw`/@`)],
	['lat', pair('!3d', '!4d')],
	['lat', pair(String.raw`#map=[\d.]+/`)],
]

function linked(text: string): Found {
	for (const [first, form] of FORMS) {
		const [, a = '', b = ''] = form.exec(text) ?? []
		if (a !== '') return first === 'lng' ? judged(Number(a), Number(b)) : judged(Number(b), Number(a))
	}
	return null
}

const SHORT = /\b(?:surl\.amap\.com|j\.map\.baidu\.com|maps\.app\.goo\.gl|goo\.gl\/maps|url\.cn|t\.cn)\/\S+/i

/** Links that hold no position, and positions in metres. */
function noPosition(text: string): Found {
	if (SHORT.test(text)) return 'shortLink'
	return /(?<!\d)\d{6,8}(?:\.\d+)?\s*[,;\s]\s*\d{6,8}(?:\.\d+)?(?!\d)/.test(text) && /\.\d/.test(text) ? 'projected' : null
}

/** Receivers' sentences (3524.198,N,11658.404,E) and degrees, minutes and seconds without their signs, with them. */
const plainly = (text: string): string =>
	text
		.replace(/.*?(\d{2})(\d{2}\.\d+),\s*([NS]),\s*(\d{3})(\d{2}\.\d+),\s*([EW]).*/s, "$1°$2'$3, $4°$5'$6")
		.replace(/(?<![\d.])(\d{1,3})\s+(\d{1,2})\s+(\d{1,2}(?:\.\d+)?)\s*(?=[NSEW]\b)/g, '$1°$2\'$3"')
		.replace(/\b([NSEW])\s*(\d{1,3})\s+(\d{1,2})\s+(\d{1,2}(?:\.\d+)?)/g, '$1$2°$3\'$4"')

/** The whole text as a position, as the search of the map reads it. */
function written(text: string): Found {
	const reading = readPosition(text)
	if (reading.kind === 'none') return null
	return reading.kind === 'problem' ? reading.problem : reading
}

const AXES = String.raw`东经|西经|北纬|南纬|经度|纬度|longitude|latitude|lng|lon|lat|(?<![A-Za-z])[EWNS](?![A-Za-z])`
const RUN = new RegExp(String.raw`(?:${AXES}|[\d.,，、;；:：=&°º度分秒′″'"’”+\-\s])+`, 'gi')

/** The one position in a message: each run of what positions are written with is read by itself. */
function inWords(text: string): Found {
	const found = (text.match(RUN) ?? []).filter((run) => /\d{2}/.test(run)).map((run) => written(run.replace(/^[\s&,，;；:：="']+|[\s&,，;；:：="]+$/g, '')))
	return sole(found.filter((each) => each !== null && typeof each === 'object'))
}

const named = (names: string): RegExp => new RegExp(String.raw`(?:(?:${names})["']?\s*[:=]\s*["']?)(-?\d{1,3}(?:\.\d+)?)`, 'i')
const [LNG, LAT] = [named('longitude|lng|lon|经度|东经'), named('latitude|lat|纬度|北纬')]

/** Two named numbers, whatever stands between them. */
function labelled(text: string): Found {
	const [lng, lat] = [LNG.exec(text)?.[1], LAT.exec(text)?.[1]]
	return lng === undefined || lat === undefined ? null : judged(Number(lng), Number(lat))
}

const DEGREES = /(?<![\d.])(-?\d{1,3}\.\d{3,})\s*[,;、\s]\s*(-?\d{1,3}\.\d{3,})(?![\d.]*\d)/g

/** The one pair of numbers that have as many decimals as positions do. */
function numbers(text: string): Found {
	return sole([...text.matchAll(DEGREES)].map(([pair]) => written(pair)))
}

function sole(found: readonly Found[]): Found {
	const [first = null] = found
	return new Set(found.map((each) => JSON.stringify(each))).size > 1 ? 'several' : first
}

/** The position as its form has it, or turned where only that lies in this country. */
function judged(lng: number, lat: number): Found {
	const swapped = !likelyChina(lng, lat) && likelyChina(lat, lng)
	const at = swapped ? { lng: lat, lat: lng } : { lng, lat }
	return onEarth(at) ? { at: rounded(at), swapped, datum: null } : 'range'
}
