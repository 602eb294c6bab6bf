import { describe, expect, it } from 'vitest'
import { readQuery } from './query'

describe('readQuery', () => {
	it.each([
		['  ', { kind: 'empty' }],
		[' 钢山  街道 ', { kind: 'words', text: '钢山 街道' }],
		['370883 001 004 002', { kind: 'words', text: '370883001004002' }],
		['370883-001', { kind: 'words', text: '370883001' }],
		['370883001', { kind: 'words', text: '370883001' }],
		['3.70883E+14', { kind: 'lossyCode', text: '3.70883E+14' }],
		['116.97', { kind: 'problem', problem: 'incomplete' }],
	])('reads %j', (typed, want) => {
		expect(readQuery(typed)).toEqual(want)
	})

	it('knows a position', () => {
		expect(readQuery('116.9734, 35.4033').kind).toBe('position')
	})
})
