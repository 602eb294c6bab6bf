import type { Change } from '../model/codes_address'
import type { Datum } from '../model/datum'
import type { DivisionCode, GridCode } from '../model/ids'
import type { Lookup } from '../model/lookup'
import type { LngLat } from '../model/position'
import type { Result } from './client'
import { address, get, post } from './client'
import type { DivisionSummary, Recoding, Resolution } from './types'

/** The questions that the map asks. None of them needs the database: the service answers from what is published. */

/** Which revision is being served. */
export const ready = () => get('/readyz', {})

/** Which grid a position lies in, and who answers for it. */
export const resolve = ({ lng, lat }: LngLat, datum: Datum, signal: AbortSignal) => get('/v1/resolve', { query: { lng, lat, datum }, signal })

export const grid = (code: GridCode, signal: AbortSignal) => get('/v1/grids/{code}', { path: { code }, signal })

/** The grids of a community: some dozens at most, so that one page has them all. */
export const gridsOf = (community: DivisionCode, signal: AbortSignal) => get('/v1/grids', { query: { community, limit: 1000 }, signal })

export const division = (code: DivisionCode, signal: AbortSignal) => get('/v1/divisions/{code}', { path: { code }, signal })

export const divisionsOf = (parent: DivisionCode, signal?: AbortSignal) => get('/v1/divisions', { query: { parent, limit: 1000 }, signal })

export const counties = () => get('/v1/divisions', { query: { level: 'county' } })

export const search = (q: string, limit: number, signal: AbortSignal) => get('/v1/search', { query: { q, limit }, signal })

export const networks = () => get('/v1/networks', {})

export const matters = () => get('/v1/matters', {})

/** What the tiles of the grids say of themselves. */
export const tiles = () => get('/tiles/{layer}.json', { path: { layer: 'grids' } })

/** What the page of codes asks. */

/** All that a bare code may mean. */
export const readings = (code: string, signal: AbortSignal) => get('/v1/codes', { query: { code }, signal })

/** A few of the grids that there are, as examples. */
export const someGrids = (signal: AbortSignal) => get('/v1/grids', { query: { limit: 3 }, signal })

/** What a code came from and what became of it; `at` is a revision's number or a date, now where it is empty. */
export const lineage = (code: string, at: string, signal: AbortSignal) => get('/v1/grids/{code}/lineage', { path: { code }, query: at ? { at } : {}, signal })

export const revisions = (signal: AbortSignal) => get('/v1/revisions', { query: { limit: 1000 }, signal })

export const findings = (county: string, signal: AbortSignal) => get('/v1/codes/findings', { query: county ? { county } : {}, signal })

/** Which codes the grids of the county's open draft would get. */
export const numbering = (county: string, signal: AbortSignal) => get('/v1/codes/preview', { query: county ? { county } : {}, signal })

export const drafts = (county: string, signal: AbortSignal) => get('/v1/drafts', { query: county ? { county } : {}, signal })

/** Issues the codes that the grids of a draft lack, for ever. */
export const issueCodes = (id: string, by: string, reason: string) => post('/v1/drafts/{id}/codes', { by, reason }, { id })

/** All towns and communities of a county, page by page. */
export async function divisionsIn(county: string, signal: AbortSignal): Promise<Result<readonly DivisionSummary[]>> {
	const all: DivisionSummary[] = []
	for (let cursor: string | undefined = ''; cursor !== undefined; ) {
		const page: Awaited<ReturnType<typeof divisionPage>> = await divisionPage(county, cursor, signal)
		if (!page.ok) return page
		all.push(...page.value.items)
		cursor = page.value.next
	}
	return { ok: true, value: all }
}

const divisionPage = (q: string, cursor: string, signal: AbortSignal) => get('/v1/divisions', { query: { limit: 1000, ...(q && { q }), ...(cursor && { cursor }) }, signal })

/** What a change of divisions would make of the codes; there is one row at least. */
export function planRecoding(county: string, rows: readonly Change[], signal: AbortSignal) {
	const changes = rows.map(({ old, new: to, name }) => ({ old, new: to, ...(name && { name }) })) as [SentChange, ...SentChange[]]
	return post('/v1/recodings/preview', { ...(county && { county }), changes }, {}, signal)
}
type SentChange = Recoding['changes'][number]

/** Makes a plan the next revision. */
export const recode = (plan: Recoding, by: string, reason: string) => post('/v1/recodings', { ...plan, by, reason })

/** What the dispatch desk asks: which grid a position lies in as well as it is known, who answers there for a network or a kind of matter, and how all that came about. */
export function lookUp(lookup: Lookup, signal: AbortSignal): Promise<Result<Resolution>> {
	return get('/v1/resolve', { query: { ...asked(lookup), trace: true }, signal })
}

/** The address at which the service gives an answer again, as it was at a moment. */
export const evidence = (lookup: Lookup, at: string): string => address('/v1/resolve', { ...asked(lookup), at })

const asked = ({ at: { lng, lat }, datum, accuracyM, whom }: Lookup) => ({ lng, lat, datum, ...(accuracyM !== null && { accuracy: accuracyM }), ...whom })
