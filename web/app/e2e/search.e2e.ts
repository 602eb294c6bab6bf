import { expect, inject } from 'vitest'
import { story } from './story'

story('a name is found, communities before their grids', async ({ planner }) => {
	await planner.openMap()
	await planner.search('三里营')
	await expect.poll(() => planner.offers()).toContainEqual(expect.stringContaining('第01网格'))
	expect((await planner.offers())[0]).toBe('三里营社区居委会 社区（村） · 凫山街道 · 370883 003 001')
	await planner.choose('凫山街道三里营社区第01网格')
	await expect.poll(() => planner.code()).toBe('370883 003 001 001')
})

story('a code is found however it is written', async ({ planner }) => {
	await planner.openMap()
	for (const written of ['370883003001001', '370883 003 001 001', '370883003001001']) {
		await planner.search(written)
		await expect.poll(() => planner.offers()).toEqual(['凫山街道三里营社区第01网格 网格 · 370883 003 001 001'])
	}
	await planner.press('Enter')
	await expect.poll(() => planner.heading()).toBe('凫山街道三里营社区第01网格')
})

story('an old code leads to the grid that has its ground today', async ({ planner }) => {
	const found = (await (await fetch(`${inject('city')}/v1/search?q=三里营&limit=100`)).json()) as { items: { kind: string; code: string; network?: string }[] }
	const old = found.items.find(({ kind }) => kind === 'legacy')?.code ?? ''
	await planner.openMap()
	await planner.search(old)
	await expect.poll(() => planner.offers()).toContainEqual(expect.stringMatching(/旧编码 (?:综治|城管|警务|创城)/))
	await planner.press('Enter')
	await expect.poll(() => planner.code()).toMatch(/^370883 003 \d{3} \d{3}$/)
})

story('one place has one grid, whichever datum it is given in', async ({ planner }) => {
	await planner.openMap()
	const codes = []
	for (const [position, datum] of [
		['116.9734, 35.4033', 'WGS 84'],
		['116.978994454, 35.402954250', 'GCJ-02 高德、腾讯'],
		['116.985449213, 35.409114374', 'BD-09 百度'],
	] as const) {
		await planner.search(position)
		await planner.choose(`按 ${datum} 定位`)
		await expect.poll(() => planner.details()).toContain(`按 ${datum} 给出`)
		codes.push(await planner.code())
		expect(await planner.people()).toContainEqual(expect.stringMatching(/^网格员 /))
	}
	expect(codes[0]).toMatch(/^370883 001 \d{3} \d{3}$/)
	expect(new Set(codes).size).toBe(1)
})

story('a datum that is written beside the position is taken, and the order of the numbers is seen', async ({ planner }) => {
	await planner.openMap()
	await planner.search('高德 35.402954250, 116.978994454')
	await expect.poll(() => planner.searchSays()).toContain('看起来纬度写在前面，已按经度 116.9789945、纬度 35.4029543 理解。')
	expect(await planner.offers()).toEqual(['按 GCJ-02 高德、腾讯 定位 高德、腾讯地图，多数小程序'])
	await planner.press('Enter')
	await expect.poll(() => planner.code()).toMatch(/^370883 001 /)
})

story('the datum taken last stands first the next time, and is never taken by itself', async ({ planner }) => {
	await planner.openMap()
	await planner.search('116.985449213, 35.409114374')
	await planner.choose('按 BD-09 百度 定位')
	await expect.poll(() => planner.heading()).toMatch(/网格$/)
	await planner.tab.page.reload()
	await planner.search('116.98, 35.40')
	await expect.poll(async () => (await planner.offers())[0]).toContain('BD-09 百度')
	expect(await planner.offers()).toHaveLength(4)
	await planner.press('Enter')
	expect(await planner.offers()).toHaveLength(4)
})

story('what cannot be searched for is said in words', async ({ planner }) => {
	await planner.openMap()
	for (const [typed, words] of [
		['116.9734', '还差一个数'],
		['216.9734, 35.4033', '这不是地球上的位置'],
		['497583.709, 3919337.052', '这像是投影坐标（米）'],
		['3.70883E+14', '编码被电子表格写成了科学计数法'],
		['没有这样的地方', '没有找到“没有这样的地方”'],
	] as const) {
		await planner.search(typed)
		await expect.poll(() => planner.searchSays()).toContain(words)
		expect(await planner.offers()).toEqual([])
	}
})

story('a position outside the county is said to be so, with the nearest grid', async ({ planner }) => {
	await planner.openMap()
	await planner.search('117.12, 36.65')
	await planner.choose('按 WGS 84 定位')
	await expect.poll(() => planner.heading()).toBe('这里不在网格范围内')
	expect(await planner.details()).toMatch(/117\.120000, 36\.650000 按 WGS 84 给出 最近的网格 \S+第\d\d网格 相距 1\d\d\.\d 公里/)
	expect(planner.tab.takeRefusals()).toEqual(['404 /v1/resolve'])
})

story('a position just outside may be meant in another datum, which is one step away', async ({ planner }) => {
	const rim = await westernRim(inject('city'))
	await planner.openMap()
	await planner.search(`${rim.lng - 0.004}, ${rim.lat}`) // some 360 m to the west, which GCJ-02 only widens
	await planner.choose('按 GCJ-02 高德、腾讯 定位')
	await expect.poll(() => planner.heading()).toBe('这里不在网格范围内')
	await planner.pushButton('按 WGS 84 定位')
	await expect.poll(() => planner.details()).toContain('按 WGS 84 给出')
	expect(planner.tab.takeRefusals()).toEqual(['404 /v1/resolve', '404 /v1/resolve'])
})

story('the search is used by keys alone', async ({ planner }) => {
	await planner.openMap()
	await planner.focusMap()
	await planner.press('/')
	await planner.tab.page.keyboard.type('三里营')
	await expect.poll(() => planner.offers()).toContainEqual(expect.stringContaining('第02网格'))
	const offers = await planner.offers()
	const wanted = offers.findIndex((offer) => offer.startsWith('凫山街道三里营社区第02网格'))
	await planner.press(...Array.from({ length: wanted + 1 }, () => 'ArrowDown'), 'Enter')
	await expect.poll(() => planner.code()).toBe('370883 003 001 002')
})

/** A position on the westernmost border of the city, as its outline has it. */
async function westernRim(city: string): Promise<{ lng: number; lat: number }> {
	const county = (await (await fetch(`${city}/v1/divisions/370883`)).json()) as { geometry: { coordinates: [number, number][][][] } }
	const [lng, lat] = county.geometry.coordinates.flat(2).reduce((a, b) => (b[0] < a[0] ? b : a))
	return { lng, lat }
}
