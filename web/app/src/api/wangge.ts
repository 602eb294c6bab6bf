import type { Datum } from '../model/datum'
import type { DivisionCode, GridCode } from '../model/ids'
import type { LngLat } from '../model/position'
import { get } from './client'

/** The questions that this app asks. None of them needs the database: the service answers from what is published. */

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

/** What the tiles of the grids say of themselves. */
export const tiles = () => get('/tiles/{layer}.json', { path: { layer: 'grids' } })
