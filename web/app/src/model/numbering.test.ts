import { expect, it } from 'vitest'
import type { NumberedGrid } from './numbering'
import { around, byCommunity, sequence } from './numbering'

const grid = (code: string, order: number, at: NumberedGrid['at'] = [117, 35]): NumberedGrid => ({ code, name: code, community: code.slice(0, 12), order, at, kept: order === 0 })

it('groups grids by community, by code, with the new ones in the order of the numbering', () => {
	const [one, two] = byCommunity([grid('370883002001001', 1), grid('370883001004011', 2), grid('370883001004010', 1), grid('370883001004002', 0)])
	expect(one?.code).toBe('370883001004')
	expect(one?.grids.map(({ code }) => sequence(code))).toEqual(['002', '010', '011'])
	expect(one?.numbered.map(({ order }) => order)).toEqual([1, 2])
	expect(two?.grids).toHaveLength(1)
})

it('finds the box around the places it knows', () => {
	expect(around([grid('1', 1, [117, 35]), grid('2', 2, [116.9, 35.2]), grid('3', 3, null)])).toEqual([116.9, 35, 117, 35.2])
	expect(around([grid('3', 3, null)])).toBeNull()
})
