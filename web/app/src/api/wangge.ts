import type { Datum } from '../model/datum'
import type { DivisionCode, GridCode } from '../model/ids'
import type { LngLat } from '../model/position'
import type { Result } from './client'
import { get } from './client'
import type { Division, GridDetails, GridSummary, Hit, Network, Page, Resolution, RevisionMark, TileJson } from './types'

/** Which grid a position lies in, and who answers for it. */
export const resolve = (at: LngLat, datum: Datum, signal?: AbortSignal): Promise<Result<Resolution>> =>
	get('v1/resolve', { params: { lng: at.lng, lat: at.lat, datum }, signal })

export const grid = (code: GridCode, signal?: AbortSignal): Promise<Result<GridDetails>> => get(`v1/grids/${encodeURIComponent(code)}`, { signal })

export const gridsOf = (community: DivisionCode, signal?: AbortSignal): Promise<Result<Page<GridSummary>>> =>
	get('v1/grids', { params: { community, limit: 1000 }, signal })

export const division = (code: DivisionCode, signal?: AbortSignal): Promise<Result<Division>> =>
	get(`v1/divisions/${encodeURIComponent(code)}`, { signal })

export const divisionsOf = (parent: DivisionCode, signal?: AbortSignal): Promise<Result<Page<Division>>> =>
	get('v1/divisions', { params: { parent, limit: 1000 }, signal })

export const counties = (signal?: AbortSignal): Promise<Result<Page<Division>>> => get('v1/divisions', { params: { level: 'county' }, signal })

export const search = (q: string, limit: number, signal?: AbortSignal): Promise<Result<Page<Hit>>> => get('v1/search', { params: { q, limit }, signal })

export const networks = (signal?: AbortSignal): Promise<Result<Page<Network>>> => get('v1/networks', { signal })

export const revisions = (signal?: AbortSignal): Promise<Result<Page<RevisionMark>>> => get('v1/revisions', { signal })

export const tileJson = (layer: string, signal?: AbortSignal): Promise<Result<TileJson>> => get(`tiles/${layer}.json`, { signal })
