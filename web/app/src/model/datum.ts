/** The datums a position may be given in: the words of the API. */
export const DATUMS = ['cgcs2000', 'wgs84', 'gcj02', 'bd09'] as const
export type Datum = (typeof DATUMS)[number]

export const isDatum = (text: string): text is Datum => (DATUMS as readonly string[]).includes(text)

/** What people call them, longest words first so that "GCJ-02 高德" is one word. */
const NAMES: readonly (readonly [Datum, RegExp])[] = [
	['cgcs2000', /cgcs[-_ ]?2000|国家2000|2000坐标系?|大地2000/i],
	['gcj02', /gcj[-_ ]?0?2|火星坐标系?|国测局|高德(?:地图)?|腾讯(?:地图)?|amap|tencent|map\.qq\.com|qqmap/i],
	['bd09', /bd[-_ ]?0?9(?:ll)?|百度(?:地图)?|baidu/i],
	['wgs84', /wgs[-_ ]?(?:19)?84|\bgps\b|epsg:4326|openstreetmap|\bgeo:(?=[-\d])/i],
]

/** The datum that text names, and the text without its name. Two different names are none. */
export function takeDatum(text: string): { datum: Datum | null; rest: string } {
	const named = NAMES.filter(([, name]) => name.test(text))
	const first = named[0]
	if (!first || named.length > 1) return { datum: null, rest: text }
	return { datum: first[0], rest: text.replace(new RegExp(first[1].source, 'gi'), ' ') }
}
