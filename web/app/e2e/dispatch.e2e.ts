import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { Dispatcher } from './dispatcher'
import { story } from './story'

/** A place some 24 m from the border between 龙山 and 福悦. */
const [PLACE, GRID] = ['116.9734, 35.4033', '370883 001 013 004']

story('a pasted position is answered with its grid, its path, and whom to call for which reason', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await expect.poll(() => desk.focused()).toBe('position')
	await desk.look(PLACE, 'WGS 84')
	await expect.poll(() => desk.code()).toBe(GRID)
	await expect.poll(() => desk.says()).toMatch(/^明确 钢山街道龙山社区第04网格 .*带校验位 370883001013004-[\dX].*邹城市 钢山街道 龙山社区居委会/)
	expect(await desk.people()).toContainEqual(expect.stringMatching(/^网格员 \S+\*+ \d+\*+\d+ 为什么是这个人 本岗位主责，在岗$/))
	expect(await desk.announced()).toMatch(/^明确。钢山街道龙山社区第04网格，编码 370883001013004。网格员 /)
	expect(await tab.page.title()).toBe('钢山街道龙山社区第04网格 · 调度台 · 网格一张图')
	expect(tab.page.url()).toContain('/dispatch#/at/116.9734,35.4033/wgs84')
})

story('only a number that is public can be dialled', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open('/at/116.9734,35.4033/wgs84')
	await expect.poll(() => desk.code()).toBe(GRID)
	const people = await desk.people()
	const whole = people.filter((line) => !line.includes('*'))
	expect(whole.length).toBeGreaterThan(0)
	expect(whole.length).toBeLessThan(people.length)
	expect(await desk.dialled()).toEqual(whole.map((line) => `tel:${/\d{7,}/.exec(line)?.[0] ?? ''}`))
})

story('one place has one grid, whichever form and datum it is pasted in', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	for (const [text, datum] of [
		['lng=116.9734 lat=35.4033 WGS84', 'WGS 84'],
		['百度坐标 经度\uff1a116.985449213\uff0c纬度\uff1a35.409114374', 'BD-09 百度'],
		['https://uri.amap.com/marker?position=116.978994454,35.402954250&name=x', 'GCJ-02 高德、腾讯'],
		['【高德地图】报警人在 116.978994454\uff0c35.402954250 附近', 'GCJ-02 高德、腾讯'],
		['$GPGGA,023205,3524.198,N,11658.404,E,1,08,0.9,52.1,M', 'WGS 84'],
	] as const) {
		await desk.press('Escape')
		await desk.paste(text)
		await expect.poll(() => desk.datum()).toBe(datum)
		await desk.press('Enter')
		await expect.poll(() => desk.code()).toBe(GRID)
	}
})

story('a datum has to be chosen, is remembered, and is never guessed', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await desk.paste(PLACE)
	expect(await desk.datum()).toBe('')
	await desk.press('Enter')
	await expect.poll(() => desk.formSays()).toContain('请先选择坐标系')
	expect(await desk.says()).toContain('还没有查询')
	await desk.press('ArrowDown', 'ArrowDown', 'Enter') // the keys stand in the datums now
	await expect.poll(() => desk.says()).toContain('按 GCJ-02 高德、腾讯 给出')
	await tab.page.reload()
	await expect.poll(() => desk.datum()).toBe('GCJ-02 高德、腾讯')
	await desk.press('Escape')
	await desk.paste('BD-09 116.98, 35.40') // for this text alone
	await expect.poll(() => desk.datum()).toBe('BD-09 百度')
	await desk.paste('116.98, 35.40')
	await expect.poll(() => desk.datum()).toBe('GCJ-02 高德、腾讯')
})

story('exchanged numbers are noticed and offered, and asked only when that is taken', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await desk.paste('35.4033, 116.9734 WGS84')
	await desk.press('Enter')
	await expect.poll(() => desk.focused()).toBe('按经度 116.9734、纬度 35.4033 查询')
	expect(await desk.formSays()).toContain('经纬度似乎写反了')
	expect(await desk.says()).toContain('还没有查询')
	await desk.press('Enter')
	await expect.poll(() => desk.code()).toBe(GRID)
})

story.for([
	['一切安好', '没有认出坐标'],
	['116.9734', '还差一个数'],
	['497583.709, 3919337.052', '这像是投影坐标（米）'],
	['https://surl.amap.com/1kJ8sWq1p5Xk', '短链接里没有坐标'],
	['从 116.9734,35.4033 到 116.9801,35.4102', '不止一个坐标'],
] as const)('what cannot be asked is said: %s', async ([text, words], { planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await desk.paste(text)
	await desk.press('Enter')
	await expect.poll(() => desk.formSays()).toContain(words)
	expect(await desk.entries()).toEqual([])
})

story('an inaccurate position is ambiguous, and each candidate is told with its share and whom to call', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await desk.look(`${PLACE} 精度60米`, 'WGS 84')
	await expect.poll(() => desk.says()).toMatch(/^存疑，可能是邻格 精度 ±60 米 的范围内，本网格只占 \d\d(\.\d)?%。/)
	const candidates = await desk.candidates()
	expect(candidates[0]).toMatch(/^\d\d(\.\d)?% 钢山街道龙山社区第04网格 370883 001 013 004 · 落点所在 网格员 /)
	expect(candidates.length).toBeGreaterThan(1)
	const shares = candidates.map((line) => parseFloat(line))
	expect(Math.abs(shares.reduce((a, b) => a + b, 0) - 100)).toBeLessThan(0.3)
	expect(await desk.entries()).toEqual([expect.stringMatching(/存疑，可能是邻格$/)])
})

story('near a border the distance and the neighbour are told', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open('/at/116.9734,35.4035/wgs84')
	await expect.poll(() => desk.says()).toMatch(/^离边界很近 距边界 \d\.\d 米，另一侧是 钢山街道福悦社区第03网格 370883 001 016 003。/)
	await desk.push('复制派单文本')
	expect((await tab.clipboard()).split('\n')[0]).toMatch(/^注意：距边界 \d\.\d 米，另一侧是/)
})

story('outside, the nearest grid is told with its distance and direction', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await desk.look('117.12, 36.65', 'WGS 84')
	await expect.poll(() => desk.says()).toMatch(/^不在网格内 该位置不在任何已发布的网格内。 最近网格在南方向，相距 1\d\d\.\d 公里：/)
	await expect.poll(() => desk.says()).toContain('最近网格的人员')
	await desk.push('复制派单文本')
	expect(await tab.clipboard()).toMatch(/^注意：该位置不在任何已发布的网格内。 最近网格在南方向.*\n坐标：117.12, 36.65 · WGS 84\n查询时间：/)
	expect(new Set(tab.takeRefusals())).toEqual(new Set(['404 /v1/resolve']))
})

story('the ticket has the whole answer, and an address that gives it again', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open('/at/116.978994454,35.40295425/gcj02?accuracy=15')
	await expect.poll(() => desk.says()).toContain('带校验位')
	await desk.push('复制派单文本')
	const ticket = await tab.clipboard()
	expect(ticket).toMatch(/^网格：钢山街道龙山社区第04网格\n编码：370883001013004-[\dX]\n所属：邹城市 › 钢山街道 › 龙山社区居委会\n坐标：116.978994[45]*, 35.402954[25]* · GCJ-02 高德、腾讯 · ±15 米\n/)
	expect(ticket).toMatch(/\n综治负责人：网格员 .*\(本岗位主责，在岗\)/)
	const again = /复核：(\S+)/.exec(ticket)?.[1] ?? ''
	const answer = (await (await fetch(again)).json()) as { grid: { code: string } }
	expect(answer.grid.code).toBe('370883001013004')
})

story('a click on the map asks what is there', async ({ planner }) => {
	const desk = new Dispatcher(planner.tab, inject('city'))
	await desk.open(`/at/116.9734,35.4033/wgs84`)
	await expect.poll(() => desk.code()).toBe(GRID)
	await desk.mapIsDrawn()
	await planner.tab.page.getByRole('application').click({ position: { x: 120, y: 420 } })
	await expect.poll(() => desk.code()).not.toBe(GRID)
	expect(await desk.datum()).toBe('CGCS2000')
	await expect.poll(async () => (await desk.entries()).length).toBe(2)
})

story('the log restores a look-up, gives itself as a table, outlives a reload and ends by its button', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await desk.look(PLACE, 'WGS 84')
	await expect.poll(() => desk.code()).toBe(GRID)
	await desk.look('116.98, 35.39', 'WGS 84', '500')
	await expect.poll(async () => (await desk.entries()).length).toBe(2)
	await tab.page.reload()
	await expect.poll(async () => (await desk.entries()).length).toBe(2)
	await desk.restore(1)
	await expect.poll(() => desk.code()).toBe(GRID)
	expect(await desk.entries()).toHaveLength(2)

	await desk.push('复制记录为 CSV')
	const rows = (await tab.clipboard()).split('\r\n')
	expect(rows[0]).toBe('\uFEFF时间,经度,纬度,坐标系,精度（米）,业务网络,事项,网格编码,网格名称,结果')
	expect(rows[1]).toMatch(/^20\d\d-.*,116\.9734,35\.4033,wgs84,,,,370883001013004,钢山街道龙山社区第04网格,明确$/)
	expect(rows[2]).toMatch(/,116\.98,35\.39,wgs84,500,,,370883/)
	const [file] = await Promise.all([tab.page.waitForEvent('download'), desk.push('导出 CSV')])
	expect(file.suggestedFilename()).toMatch(/^调度记录-[\d-]+\.csv$/)

	await desk.push('清除记录')
	expect(await desk.entries()).toEqual([])
	await tab.page.reload()
	await expect.poll(() => desk.code()).toBe(GRID)
	expect(await desk.entries()).toHaveLength(1) // what the address asks for
})

story('the desk is used by keys alone', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await desk.press('Tab', '/')
	expect(await desk.focused()).toBe('position')
	for (const place of [PLACE, '116.98, 35.39']) {
		await tab.page.keyboard.type(`WGS84 ${place}`) // over what was asked before
		await desk.press('Enter')
		await expect.poll(() => desk.announced()).toMatch(/编码 370883/)
		await expect.poll(() => desk.says()).toContain('带校验位')
	}
	await desk.press(...Array.from({ length: 30 }, () => 'Tab')) // through form and answer, wherever that ends
	await tab.page.getByRole('region', { name: '本次会话的查询' }).getByRole('listitem').first().getByRole('button').focus()
	await desk.press('ArrowDown', 'Enter')
	await expect.poll(() => desk.code()).toBe(GRID)
	await tab.page.getByRole('region', { name: '找谁' }).getByRole('button').first().focus()
	const first = await desk.focused()
	await desk.press('ArrowDown')
	expect(await desk.focused()).not.toBe(first)
	await desk.press('Escape')
	await expect.poll(() => desk.says()).toContain('还没有查询')
	expect(await desk.focused()).toBe('position')
	tab.takeRefusals() // what was typed by half may lie outside
})

story('what was typed is answered in the frame of its Enter', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await desk.chooseDatum('WGS 84')
	const [answered] = await Promise.all([tab.page.waitForResponse(/v1\/resolve/), desk.paste(PLACE)]) // asked ahead
	await answered.finished()
	await tab.page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))))
	const shown = await tab.page.evaluate(
		() =>
			new Promise<string>((done) => {
				document.querySelector('form')?.requestSubmit()
				requestAnimationFrame(() => requestAnimationFrame(() => { done(document.querySelector('article header code')?.textContent ?? '') }))
			}),
	)
	expect(shown).toBe(GRID)
})

story('a desk without its network says so, keeps the look-up, and answers it when the network is back', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open()
	await tab.goOffline(true)
	await desk.look(PLACE, 'WGS 84')
	await expect.poll(() => desk.says()).toContain('没有答案 连接不上服务')
	expect(await desk.entries()).toEqual([expect.stringMatching(/没有答案$/)])
	await tab.goOffline(false)
	await expect.poll(() => desk.code()).toBe(GRID)
	await expect.poll(() => desk.entries()).toEqual([expect.not.stringMatching(/没有答案/)])
})

story('one network is asked for alone', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open('/at/116.9734,35.4033/wgs84')
	await expect.poll(() => desk.code()).toBe(GRID)
	await tab.page.getByRole('combobox').selectOption({ label: '城管' })
	await expect.poll(() => desk.people()).toEqual([expect.stringMatching(/^城管队员 /)])
	expect(tab.page.url()).toContain('network=urban')
})

story('a kind of matter is asked for in place of a network, and the address, the log and the ticket keep it', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open('/at/116.9734,35.4033/wgs84?network=police')
	await expect.poll(() => desk.code()).toBe(GRID)
	await tab.page.getByRole('combobox').selectOption({ label: '路灯故障' })
	await expect.poll(() => desk.people()).toEqual([expect.stringMatching(/^城管队员 /)])
	expect(tab.page.url()).toMatch(/wgs84\?matter=street-lamp$/)

	await tab.page.reload()
	await expect.poll(() => desk.people()).toEqual([expect.stringMatching(/^城管队员 /)])
	await expect.poll(() => desk.chosen()).toBe('路灯故障')
	await desk.push('复制派单文本')
	const ticket = await tab.clipboard()
	expect(ticket).toMatch(/\n事项：路灯故障\n城管负责人：城管队员 /)
	const again = (await (await fetch(/复核：(\S+)/.exec(ticket)?.[1] ?? '')).json()) as { people: object[] }
	expect(again.people).toEqual([expect.objectContaining({ network: 'urban' })])

	await desk.restore(1)
	await expect.poll(() => desk.chosen()).toBe('警务')
	await expect.poll(() => desk.entries()).toEqual([expect.stringMatching(/ · 路灯故障$/), expect.stringMatching(/ · 警务$/)])
	await desk.push('复制记录为 CSV')
	expect((await tab.clipboard()).split('\r\n').slice(1, 3)).toEqual([expect.stringContaining(',wgs84,,警务,,370883'), expect.stringContaining(',wgs84,,,路灯故障,370883')])
})

story('somebody who stands in is told with the reason, and with whom the answer passed over', async ({ planner: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	await desk.open('/at/116.9734,35.4033/wgs84?network=unified')
	await expect.poll(() => desk.people()).toEqual([expect.stringMatching(/^网格长 .* 该网络无人在岗，由网格长负责 · 先于此人的：主责人 未设岗/)])
	await tab.page.getByText('逐步说明').click()
	await expect.poll(() => desk.says()).toContain('收到经度 116.9734、纬度 35.4033')
})

story('on a phone the answer is seen at once, and nothing is wider than the screen in either language', async ({ walker: { tab } }) => {
	const desk = new Dispatcher(tab, inject('city'))
	for (const look of ['/at/116.9734,35.4033/wgs84?accuracy=60', '/at/116.6,35.2/wgs84', '/']) {
		await desk.open(look)
		if (look !== '/') await expect.poll(() => tab.page.getByRole('article').boundingBox().then((box) => Math.round(box?.y ?? NaN))).toBe(52) // below the header
		for (const language of ['Switch to English', '切换到中文']) {
			await desk.push(language)
			expect(await overflowing(tab.page)).toEqual([])
		}
	}
	tab.takeRefusals() // the second is outside
})

/** What reaches beyond the right edge of the page. */
const overflowing = (page: Page): Promise<readonly string[]> =>
	page.evaluate(() => {
		const parts = [...document.querySelectorAll<HTMLElement>('header *, form *, article *, section *')]
		return parts.filter((part) => !part.closest('.hidden') && part.getBoundingClientRect().right > innerWidth + 0.5).map((part) => `${part.tagName} ${part.innerText}`)
	})
