import { describe, expect, it } from 'vitest'
import type { Lookup } from './lookup'
import { formatLookup, parseLookup, readAccuracy, sameLookup } from './lookup'

const lookup: Lookup = { at: { lng: 116.9734, lat: 35.4033 }, datum: 'gcj02', accuracyM: 30, whom: { network: 'urban' } }

describe('the address of a look-up', () => {
	it('says all that was asked', () => {
		expect(formatLookup(lookup)).toBe('#/at/116.9734,35.4033/gcj02?accuracy=30&network=urban')
		expect(formatLookup({ ...lookup, accuracyM: null, whom: {} })).toBe('#/at/116.9734,35.4033/gcj02')
		expect(formatLookup({ ...lookup, whom: { matter: 'street-lamp' } })).toBe('#/at/116.9734,35.4033/gcj02?accuracy=30&matter=street-lamp')
		expect(formatLookup(null)).toBe('#/')
	})

	it.each([lookup, { ...lookup, accuracyM: null }, { ...lookup, whom: {} }, { ...lookup, whom: { matter: '路灯 & 井盖' } }, { ...lookup, accuracyM: 12.5, whom: {} }])('is read as it was written', (each) => {
		expect(parseLookup(formatLookup(each))).toEqual(each)
	})

	it.each(['', '#/', '#/grid/370883001004002', '#/at/116.9734/gcj02', '#/at/116.9734,35.4033/mars'])('asks nothing at %s', (hash) => {
		expect(parseLookup(hash)).toBeNull()
	})

	it('asks for a matter where a network stands beside it, since the matter decides which network answers', () => {
		expect(parseLookup('#/at/116.9734,35.4033/gcj02?network=police&matter=street-lamp')?.whom).toEqual({ matter: 'street-lamp' })
	})

	it('leaves out an accuracy that is none', () => {
		expect(parseLookup('#/at/116.9734,35.4033/gcj02?accuracy=-3')?.accuracyM).toBeNull()
	})

	it('tells look-ups apart by what they ask', () => {
		expect(sameLookup(lookup, { ...lookup })).toBe(true)
		expect(sameLookup(lookup, { ...lookup, accuracyM: 31 })).toBe(false)
		expect(sameLookup(lookup, { ...lookup, whom: { matter: 'urban' } })).toBe(false)
		expect(sameLookup(null, null)).toBe(true)
	})
})

it.each([
	['', null],
	['30', 30],
	[' 12.5 m', 12.5],
	['±30\u7c73', 30],
	['\uff13\uff10', 30],
	['0', 'wrong'],
	['-5', 'wrong'],
	['50000', 'wrong'],
	['about 30', 'wrong'],
] as const)('readAccuracy reads %s as %s', (typed, want) => {
	expect(readAccuracy(typed)).toBe(want)
})
