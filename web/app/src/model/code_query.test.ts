import { expect, it } from 'vitest'
import { codeIn, damageOf } from './code_query'

it.each([
	['370883001004002', '370883001004002'],
	[' 370883001004002-5\n', '370883001004002-5'],
	['370883 001 004 002', '370883 001 004 002'],
	['https://grid.example.gov.cn/g/370883001004002', '370883001004002'],
	['http://10.0.0.1:8080/wangge/g/370883001004002?from=wall', '370883001004002'],
	['https://grid.example.gov.cn/other/370883001004002', 'https://grid.example.gov.cn/other/370883001004002'],
	['', ''],
])('finds in %j the code %j', (text, code) => {
	expect(codeIn(text)).toBe(code)
})

it.each([
	['370883 001 004 002', { damage: 'blanks', meant: '370883001004002' }],
	['370883001004002 -5', { damage: 'blanks', meant: '370883001004002-5' }],
	['３７０８８３００１００４００２', { damage: 'wide', meant: '370883001004002' }],
	['3.70883E+14', { damage: 'lossy', meant: '' }],
	['370883001004002', null],
	['JZ 0017', null],
])('tells what was done to %j', (code, damage) => {
	expect(damageOf(code)).toEqual(damage)
})
