import { expect, it } from 'vitest'
import type { Ticket, TicketWords } from './ticket'
import { ticketText } from './ticket'

const words: TicketWords = {
	labels: { warning: '注意: ', grid: '网格: ', code: '编码: ', path: '所属: ', position: '坐标: ', location: '位置码: ', border: '距边界: ', matter: '事项: ', candidate: '候选: ', revision: '地图: ', time: '时间: ', again: '复核: ' },
	people: (network) => `${{ governance: '综治', urban: '城管' }[network] ?? network}负责人: `,
	nobody: '无人负责',
}
const ticket: Ticket = {
	asked: { at: { lng: 116.9734, lat: 35.4033 }, datum: 'GCJ-02', accuracy: '±30 米', matter: '路灯故障', time: '2026-11-24 10:32' },
	grid: { code: '370883001004002', name: '第02网格', spoken: '370883001004002-5', path: [{ code: '370883', name: '邹城市' }, { code: '370883001', name: '钢山街道' }], location: '284106', border: '6.2 米, 相邻 370883001004004' },
	people: [
		{ network: 'urban', role: '城管队员', name: '李**', phone: '139****0001', rule: '代理' },
		{ network: 'governance', role: '网格员', name: '张**', phone: '138****1234', rule: '主责' },
		{ network: 'governance', role: '网格长', name: '王**', phone: '', rule: '主责' },
	],
	candidates: [{ code: '370883001004002', name: '第02网格', share: '62%' }, { code: '370883001004004', name: '第04网格', share: '38%' }],
	warning: '可能是邻格',
	revision: '版本 12',
	again: 'https://grid.example.cn/v1/resolve?at=2026-11-24',
}

it('tells a ticket all that was answered, the warning first', () => {
	expect(ticketText(ticket, words).split('\n')).toEqual([
		'注意: 可能是邻格',
		'网格: 第02网格',
		'编码: 370883001004002-5',
		'所属: 邹城市 › 钢山街道',
		'坐标: 116.9734, 35.4033 · GCJ-02 · ±30 米',
		'位置码: 284106',
		'距边界: 6.2 米, 相邻 370883001004004',
		'事项: 路灯故障',
		'综治负责人: 网格员 张** 138****1234 (主责); 网格长 王** (主责)',
		'城管负责人: 城管队员 李** 139****0001 (代理)',
		'候选: 62% 第02网格 370883 001 004 002',
		'候选: 38% 第04网格 370883 001 004 004',
		'地图: 版本 12',
		'时间: 2026-11-24 10:32',
		'复核: https://grid.example.cn/v1/resolve?at=2026-11-24',
	])
})

it('leaves out what there is not, and says that nobody answers', () => {
	const bare: Ticket = { ...ticket, asked: { ...ticket.asked, accuracy: null, matter: '' }, people: [], candidates: [], warning: null, again: null }
	expect(ticketText(bare, words).split('\n')).toEqual([
		'网格: 第02网格', '编码: 370883001004002-5', '所属: 邹城市 › 钢山街道', '坐标: 116.9734, 35.4033 · GCJ-02', '位置码: 284106', '距边界: 6.2 米, 相邻 370883001004004', '无人负责', '地图: 版本 12', '时间: 2026-11-24 10:32',
	])
})

it('names no grid and nobody of a position outside', () => {
	const outside: Ticket = { ...ticket, grid: null, people: [], candidates: [], warning: '不在网格内', revision: null, again: null }
	expect(ticketText(outside, words).split('\n')).toEqual(['注意: 不在网格内', '坐标: 116.9734, 35.4033 · GCJ-02 · ±30 米', '事项: 路灯故障', '时间: 2026-11-24 10:32'])
})
