import { expect, it } from 'vitest'
import type { Screen } from './codes_address'
import { SCREENS, codeScreen, formatScreen, parseScreen, readingKey } from './codes_address'

it.each<Screen>([
	...SCREENS,
	codeScreen('370883001004002'),
	codeScreen('370883001004002-5', 'unified/cn15', '2026-11-24'),
	codeScreen('旧 01/第?2#格'),
	{ kind: 'numbering', county: '370883', community: '370883001004' },
	{ kind: 'divisions', county: '', changes: [{ old: '370883001', new: '370883198', name: '钢山 & 镇~?' }, { old: '370883002', new: '', name: '' }] },
	{ kind: 'findings', county: '370883', about: 'nearMiss' },
])('reads what it writes: %j', (screen) => {
	expect(parseScreen(formatScreen(screen))).toEqual(screen)
})

it.each([[''], ['#'], ['#/'], ['#/code'], ['#/code/'], ['#/grid/370883001004002'], ['#/code/%E0%A4%A']])('shows the search for %s', (hash) => {
	expect(parseScreen(hash)).toEqual(SCREENS[0])
})

it('writes addresses that people can read', () => {
	expect(formatScreen(codeScreen('370883001004002'))).toBe('#/code/370883001004002')
	expect(formatScreen(SCREENS[1])).toBe('#/numbering')
})

it('tells readings of the same digits apart', () => {
	expect(readingKey({ network: 'unified', scheme: 'cn15' })).toBe('unified/cn15')
	expect(readingKey({ network: 'police', scheme: 'legacy', county: '370883' })).toBe('police/legacy/370883')
})
