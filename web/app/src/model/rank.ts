/** A result of a search, as far as its order needs it. */
export interface Rankable {
	readonly kind: string
	readonly code: string
	readonly name: string
}

const KINDS: readonly string[] = ['grid', 'division', 'legacy']

/** How well hit answers the query: 0 is what was asked for, letter by letter. */
export function closeness(query: string, hit: Rankable): number {
	const [q, code, name] = [query, hit.code, hit.name].map((text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')) as [string, string, string]
	if (code === q) return 0
	if (name === q) return 1
	if (code.startsWith(q)) return 2
	if (name.startsWith(q)) return 3
	return name.includes(q) || code.includes(q) ? 4 : 5
}

/** The hits with the closest first; equally close ones by kind, then shorter names, then as the server had them. */
export function ranked<Hit extends Rankable>(query: string, hits: readonly Hit[]): Hit[] {
	const kind = (hit: Hit): number => (KINDS.indexOf(hit.kind) + KINDS.length) % KINDS.length
	return hits
		.map((hit) => ({ hit, close: closeness(query, hit) }))
		.sort((a, b) => a.close - b.close || divisionFirst(a.close, a.hit, b.hit) || kind(a.hit) - kind(b.hit) || a.hit.name.length - b.hit.name.length)
		.map(({ hit }) => hit)
}

/** Of equally good prefixes the division comes first: who types 钢山 wants the street before its ninety grids. */
function divisionFirst(close: number, a: Rankable, b: Rankable): number {
	return close < 2 ? 0 : Number(b.kind === 'division') - Number(a.kind === 'division')
}
