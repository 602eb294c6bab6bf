import { expect, it } from 'vitest'
import { closeness, ranked } from './rank'

const grid = { kind: 'grid', code: '370883001004002', name: '钢山街道三里营社区第02网格' }
const town = { kind: 'division', code: '370883001', name: '钢山街道' }
const other = { kind: 'division', code: '370883001004', name: '三里营社区居委会' }
const old = { kind: 'legacy', code: 'ZZ-0042', name: '钢山 42' }

it('puts what was asked for letter by letter first', () => {
	expect(ranked('370883001', [grid, other, town])).toEqual([town, other, grid])
	expect(ranked('370883001004002', [town, grid])[0]).toBe(grid)
	expect(ranked('zz-0042', [grid, old])[0]).toBe(old)
})

it('puts a division before the grids whose names begin with it', () => {
	expect(ranked('钢山', [old, grid, town])).toEqual([town, grid, old])
})

it('puts names that begin with the words before names that contain them', () => {
	expect(ranked('三里营', [grid, other])).toEqual([other, grid])
})

it('keeps what the server found and we cannot explain, last', () => {
	expect(closeness('xyz', town)).toBe(5)
	expect(ranked('42', [town, old])).toEqual([old, town])
})

it('keeps the order of equals and changes nothing in place', () => {
	const hits = [{ ...old, code: 'a' }, { ...old, code: 'b' }]
	expect(ranked('42', hits)).toEqual(hits)
	expect(ranked('42', hits)).not.toBe(hits)
})
