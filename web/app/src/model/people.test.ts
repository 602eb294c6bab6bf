import { expect, it } from 'vitest'
import { byNetwork, dialled, isMasked } from './people'

const person = (network: string, name: string, phone = '100****1234') => ({ network, name, phone })

it('names the networks in the order of a grid office, unknown ones last, and keeps the order within', () => {
	const people = [person('flood', '甲'), person('civility', '乙'), person('governance', '丙'), person('police', '丁'), person('governance', '戊'), person('urban', '己')]
	expect(byNetwork(people).map(([network, members]) => [network, members.map(({ name }) => name).join('')])).toEqual([
		['governance', '丙戊'],
		['urban', '己'],
		['police', '丁'],
		['civility', '乙'],
		['flood', '甲'],
	])
	expect(byNetwork([])).toEqual([])
})

it('knows what is masked', () => {
	expect(isMasked(person('governance', '张**', '10012345678'))).toBe(true)
	expect(isMasked(person('governance', '张三', '100****5678'))).toBe(true)
	expect(isMasked(person('governance', '张三', '10012345678'))).toBe(false)
})

it.each([
	['10012345678', '10012345678'],
	['0537-512 3456', '05375123456'],
	['+86 100 1234 5678', '+8610012345678'],
	['100****5678', null],
	['', null],
])('dials %j as %j', (phone, number) => {
	expect(dialled(phone)).toBe(number)
})
