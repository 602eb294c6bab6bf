import type { Datum } from './datum'
import { isDatum } from './datum'
import type { DivisionCode, GridCode } from './ids'
import { divisionCode, gridCode } from './ids'
import type { LngLat } from './position'

/** What the page shows, as its address says it. */
export type Place =
	| { readonly kind: 'overview' }
	| { readonly kind: 'grid'; readonly code: GridCode }
	| { readonly kind: 'division'; readonly code: DivisionCode }
	| { readonly kind: 'position'; readonly at: LngLat; readonly datum: Datum }

/** Where the map stands. */
export interface View {
	readonly zoom: number
	readonly center: LngLat
}

export interface Address {
	readonly place: Place
	readonly view: View | null
}

export const OVERVIEW: Place = { kind: 'overview' }
export const gridPlace = (code: string): Place => ({ kind: 'grid', code: gridCode(code) })
export const divisionPlace = (code: string): Place => ({ kind: 'division', code: divisionCode(code) })

/**
 * Reads the part of the address behind the `#`:
 * `/grid/CODE`, `/division/CODE`, `/at/LNG,LAT/DATUM`, each with `?map=ZOOM/LNG/LAT`.
 * What cannot be read is the overview: an address is typed by people.
 */
export function parseAddress(hash: string): Address {
	const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
	return { place: parsePlace(path), view: parseView(new URLSearchParams(query).get('map')) }
}

export function formatAddress({ place, view }: Address): string {
	const map = view ? `?map=${view.zoom.toFixed(2)}/${view.center.lng.toFixed(6)}/${view.center.lat.toFixed(6)}` : ''
	return `#${formatPlace(place)}${map}`
}

export const samePlace = (a: Place, b: Place): boolean => formatPlace(a) === formatPlace(b)

function parsePlace(path: string): Place {
	const [, kind = '', first = '', second = ''] = path.split('/').map(decoded)
	if (kind === 'grid' && /^\d+$/.test(first)) return gridPlace(first)
	if (kind === 'division' && /^\d+$/.test(first)) return divisionPlace(first)
	if (kind === 'at' && isDatum(second)) {
		const at = pair(first.split(','))
		if (at) return { kind: 'position', at, datum: second }
	}
	return OVERVIEW
}

function formatPlace(place: Place): string {
	switch (place.kind) {
		case 'overview':
			return '/'
		case 'grid':
		case 'division':
			return `/${place.kind}/${encodeURIComponent(place.code)}`
		case 'position':
			return `/at/${place.at.lng},${place.at.lat}/${place.datum}`
	}
}

function parseView(text: string | null): View | null {
	const [zoom = '', ...rest] = (text ?? '').split('/')
	const center = pair(rest)
	const level = number(zoom)
	return center && level !== null && level >= 0 && level <= 24 ? { zoom: level, center } : null
}

function pair([lng = '', lat = '']: readonly string[]): LngLat | null {
	const [x, y] = [number(lng), number(lat)]
	return x !== null && y !== null && Math.abs(x) <= 180 && Math.abs(y) <= 90 ? { lng: x, lat: y } : null
}

const number = (text: string): number | null => (/^[-+]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null)

function decoded(text: string): string {
	try {
		return decodeURIComponent(text)
	} catch {
		return ''
	}
}
