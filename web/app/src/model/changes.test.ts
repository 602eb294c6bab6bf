import { describe, expect, it } from 'vitest'
import { NO_CHANGE, given, isTable, pasted, rowFaults } from './changes'

const row = (old: string, to: string, name = '') => ({ old, new: to, name })

describe('what is pasted from a spreadsheet', () => {
	it('fills rows from the cell on, and adds those it takes', () => {
		expect(pasted([NO_CHANGE], 0, 'old', '370883001\t370883198\t钢山镇\r\n370883002\t370883199\r\n')).toEqual([row('370883001', '370883198', '钢山镇'), row('370883002', '370883199')])
	})

	it('leaves a heading out', () => {
		expect(pasted([NO_CHANGE], 0, 'old', '旧编码\t新编码\t名称\n370883001\t370883198\t钢山镇')).toEqual([row('370883001', '370883198', '钢山镇')])
	})

	it('leaves other cells as they are, and goes to the right of the cell only', () => {
		expect(pasted([row('1', '2', 'a'), row('3', '4', 'b')], 1, 'new', '9\tc')).toEqual([row('1', '2', 'a'), row('3', '9', 'c')])
		expect(pasted([row('1', '2')], 0, 'name', '甲\n乙')).toEqual([row('1', '2', '甲'), row('', '', '乙')])
	})

	it('is a table when it has more than one cell', () => {
		expect(['370883001', '370883001\n', '钢山 镇'].map(isTable)).toEqual([false, false, false])
		expect(['a\tb', 'a\nb'].map(isTable)).toEqual([true, true])
	})
})

it('sends no blank rows, and nothing that is blank around a code', () => {
	expect(given([NO_CHANGE, row(' 370883001 ', '370883198\n'), row(' ', '', ' ')])).toEqual([row('370883001', '370883198')])
})

describe('what the service says of rows', () => {
	const rows = [NO_CHANGE, row('370883001', '1'), NO_CHANGE, row('370883777', '2')]

	it('is found at the row of the table, blank ones counted', () => {
		expect(rowFaults(rows, [{ location: ', row 2, old', message: 'unknown' }])).toEqual([{ row: 3, field: 'old', message: 'unknown' }])
		expect(rowFaults(rows, [{ location: 'body.changes[0].new', message: 'no text' }])).toEqual([{ row: 1, field: 'new', message: 'no text' }])
	})

	it('is kept where it is about no row', () => {
		expect(rowFaults(rows, [{ location: 'body.county', message: 'which?' }, { message: 'no' }])).toEqual([{ row: -1, field: null, message: 'which?' }, { row: -1, field: null, message: 'no' }])
	})
})
