import type { Datum } from '../model/datum'
import type { DivisionCode, GridCode } from '../model/ids'

/** The answers of the service, as far as this app reads them; words of a closed set stay open, for a newer service. */

export type LngLatPair = readonly [lng: number, lat: number]
export type Box = readonly [west: number, south: number, east: number, north: number]
export type Level = 'county' | 'town' | 'community'

export interface Step {
	readonly level: Level
	readonly code: DivisionCode
	readonly name: string
}

export interface Person {
	readonly network: string
	readonly role: string
	readonly name: string
	readonly phone: string
	readonly rule: string
	readonly state?: string
}

export interface RevisionMark {
	readonly number: number
	readonly publishedAt: string
}

export interface Resolution {
	readonly grid: { readonly code: GridCode; readonly name: string; readonly kind: string }
	readonly path: readonly Step[]
	readonly people: readonly Person[]
	readonly position: { readonly lng: number; readonly lat: number; readonly datum: Datum; readonly given: Datum; readonly shiftM: number }
	readonly border?: { readonly distanceM: number; readonly neighbour?: GridCode }
	readonly revision: RevisionMark
}

export interface GridSummary {
	readonly code: GridCode
	readonly name: string
	readonly kind: string
	readonly community: DivisionCode
	readonly path: readonly Step[]
	readonly areaM2: number
	readonly households: number
	readonly population: number
	readonly at: LngLatPair
}

export interface MultiPolygon {
	readonly type: 'MultiPolygon'
	readonly coordinates: readonly (readonly (readonly LngLatPair[])[])[]
}

export interface GridDetails extends GridSummary {
	readonly body?: string
	readonly validFrom?: string
	readonly revision?: RevisionMark | number
	readonly people: readonly Person[]
	readonly bbox: Box
	readonly geometry: MultiPolygon
}

export interface Division {
	readonly code: DivisionCode
	readonly name: string
	readonly level: Level
	readonly parent?: DivisionCode
	readonly grids: number
	readonly at?: LngLatPair
	readonly bbox?: Box
	readonly geometry?: MultiPolygon | null
}

export type HitKind = 'grid' | 'division' | 'legacy'

export interface Hit {
	readonly kind: HitKind
	readonly code: string
	readonly name: string
	readonly network?: string
	readonly path?: readonly Step[]
	readonly at?: LngLatPair
	readonly grid?: GridCode
}

export interface Network {
	readonly county: string
	readonly name: string
	readonly grids: number
	readonly datum: string
}

export interface Page<Item> {
	readonly items: readonly Item[]
	readonly next?: string
}

/** What a tile layer says of itself. */
export interface TileJson {
	readonly tiles: readonly string[]
	readonly minzoom: number
	readonly maxzoom: number
	readonly bounds: Box
}

/** RFC 9457; an outside position carries the nearest grid. */
export interface Problem {
	readonly type?: string
	readonly title?: string
	readonly status?: number
	readonly detail?: string
	readonly requestId?: string
	readonly nearest?: { readonly code: GridCode; readonly name?: string; readonly distanceM: number; readonly at?: LngLatPair }
}
