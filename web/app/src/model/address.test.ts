import { expect, it } from 'vitest'
import type { Address } from './address'
import { formatAddress, parseAddress, samePlace } from './address'
import { divisionCode, gridCode } from './ids'

const view = { zoom: 13.25, center: { lng: 116.9734, lat: 35.4033 } }

it.each<[Address]>([
	[{ place: { kind: 'overview' }, view: null }],
	[{ place: { kind: 'overview' }, view }],
	[{ place: { kind: 'grid', code: gridCode('370883001004002') }, view }],
	[{ place: { kind: 'division', code: divisionCode('370883001') }, view: null }],
	[{ place: { kind: 'position', at: { lng: -73.9, lat: -35.4 }, datum: 'gcj02' }, view }],
])('reads what it writes: %j', (address) => {
	expect(parseAddress(formatAddress(address))).toEqual(address)
})

it.each([[''], ['#'], ['#/'], ['#/grid/'], ['#/grid/abc'], ['#/at/116.9/wgs84'], ['#/at/116.9,35.4/nad27'], ['#/at/200,35/wgs84'], ['#/%E0%A4%A'], ['#/?map=x/1/2'], ['#/?map=99/116/35']])('shows the overview for %s', (hash) => {
	expect(parseAddress(hash)).toEqual({ place: { kind: 'overview' }, view: null })
})

it('tells places apart', () => {
	const at = { lng: 1, lat: 2 }
	expect(samePlace({ kind: 'position', at, datum: 'wgs84' }, { kind: 'position', at: { ...at }, datum: 'wgs84' })).toBe(true)
	expect(samePlace({ kind: 'position', at, datum: 'wgs84' }, { kind: 'position', at, datum: 'bd09' })).toBe(false)
})
