import { formatAddress, parseAddress } from './address'
import type { Datum } from './datum'
import type { LngLat } from './position'

/** Whose people are asked for: those of a network, those of whichever network answers for a kind of matter, or all. */
export type Whom = { readonly network?: string; readonly matter?: never } | { readonly network?: never; readonly matter: string }

/** What is asked at the dispatch desk. */
export interface Lookup {
	readonly at: LngLat
	readonly datum: Datum
	/** The radius of a phone's circle (68 %), where it is known. */
	readonly accuracyM: number | null
	readonly whom: Whom
}

/** Wider circles say nothing of grids of some hundred metres: the service refuses them. */
export const MAX_ACCURACY_M = 5000

/** Reads the part of the address behind the `#`: `/at/LNG,LAT/DATUM?accuracy=METRES&network=NAME`, or `matter=CODE` for the network. What cannot be read asks nothing. */
export function parseLookup(hash: string): Lookup | null {
	const { place } = parseAddress(hash)
	if (place.kind !== 'position') return null
	const asked = new URLSearchParams(hash.split('?', 2)[1])
	const accuracy = readAccuracy(asked.get('accuracy') ?? '')
	return { at: place.at, datum: place.datum, accuracyM: accuracy === 'wrong' ? null : accuracy, whom: readWhom(asked) }
}

/** A matter decides which network answers: the service takes no network beside it. */
function readWhom(asked: URLSearchParams): Whom {
	const [network, matter] = [asked.get('network'), asked.get('matter')]
	return matter ? { matter } : network ? { network } : {}
}

export function formatLookup(lookup: Lookup | null): string {
	if (!lookup) return '#/'
	const { at, datum, accuracyM, whom } = lookup
	const asked = new URLSearchParams({ ...(accuracyM !== null && { accuracy: String(accuracyM) }), ...whom })
	return formatAddress({ place: { kind: 'position', at, datum }, view: null }) + (asked.size > 0 ? `?${asked}` : '')
}

export const sameLookup = (a: Lookup | null, b: Lookup | null): boolean => formatLookup(a) === formatLookup(b)

/** The accuracy as it was typed: metres above 0, with or without their sign; nothing is no accuracy. */
export function readAccuracy(typed: string): number | null | 'wrong' {
	const text = typed.normalize('NFKC').trim()
	if (text === '') return null
	const metres = Number(/^(?:±|\+\/-)?\s*(\d+(?:\.\d+)?)\s*(?:米|m)?$/i.exec(text)?.[1] ?? NaN)
	return metres > 0 && metres <= MAX_ACCURACY_M ? metres : 'wrong'
}
