import { expect, test } from 'vitest'
import { Browser } from './browser'
import { Planner } from './planner_driver'
import { Service } from './service'
import { story } from './story'

story('while the service has not answered yet, the page says what it waits for', async ({ planner }) => {
	const answer = await planner.tab.hold('**/readyz')
	await planner.open()
	await expect.poll(() => planner.page()).toContain('正在载入网格地图…')
	await answer()
	await planner.mapIsDrawn()
	expect(await planner.heading()).toBe('邹城市')
})

story('tiles that did not come are told of, and come when they are asked for again', async ({ planner }) => {
	const mend = await planner.tab.cut('**/tiles/towns/**')
	await planner.openMap()
	await expect.poll(() => planner.page()).toContain('部分地图没有载入')
	expect(await planner.tab.lettering()).not.toContain('钢山街道')
	await mend()
	await planner.pushButton('重试')
	await planner.mapIsDrawn()
	expect(await planner.page()).not.toContain('部分地图没有载入')
	await expect.poll(() => planner.tab.lettering()).toContain('钢山街道')
})

story('a browser that loses its network keeps what it has shown, says so, and recovers by itself', async ({ planner }) => {
	await planner.openMap()
	await planner.tab.goOffline(true)
	await expect.poll(() => planner.page()).toContain('连接不上服务，显示的可能不是最新内容')
	expect(await planner.heading()).toBe('邹城市')
	await planner.tab.goOffline(false)
	await expect.poll(() => planner.page()).not.toContain('连接不上服务')
})

story('a map that the service could not confirm for an hour is shown with its age', async ({ planner }) => {
	const recover = await planner.tab.alter('**/readyz', { ageSeconds: 3600 })
	await planner.openMap()
	await expect.poll(() => planner.page()).toContain('显示的是 60 分钟前的内容')
	await recover()
	await planner.pushButton('重试')
	await expect.poll(() => planner.page()).not.toContain('分钟前的内容')
})

story.for([
	['/grid/370883999999999', '没有编码为 370883999999999 的网格', '404 /v1/grids/370883999999999'],
	['/division/370999', '没有代码为 370999 的区划', '404 /v1/divisions/370999'],
] as const)('an address of what does not exist says so: %s', async ([place, words, refusal], { planner }) => {
	await planner.openMap(place)
	await expect.poll(() => planner.heading()).toBe(words)
	expect(planner.tab.takeRefusals()).toEqual([refusal])
	await planner.pushButton('返回总览')
	await expect.poll(() => planner.heading()).toBe('邹城市')
})

test('a service from its first start to its end: nothing published, the city as it comes, gone, and back', async () => {
	const [browser, service] = [await Browser.launch(), await Service.start('nothing published')]
	try {
		const planner = new Planner(await browser.tab(), service.url)
		await planner.open()
		await expect.poll(() => planner.page()).toContain('还没有发布网格图')
		expect(await planner.page()).toContain('wangge import divisions')
		await service.loadDemo()
		await expect.poll(() => planner.heading()).toBe('邹城市') // by itself

		await service.end()
		await planner.search('钢山')
		await expect.poll(() => planner.searchSays()).toContain('搜索没有成功：连接不上服务')
		await planner.press('Escape')
		await planner.clickTheMiddle()
		await expect.poll(() => planner.details()).toContain('连接不上服务')
		await expect.poll(() => planner.page()).toContain('显示的可能不是最新内容')

		await service.startAgain()
		await expect.poll(() => planner.heading()).toMatch(/网格$/) // by itself too
		await expect.poll(() => planner.page()).not.toContain('连接不上服务')
		expect(planner.tab.complaints).toEqual([])
	} finally {
		await browser.close()
		await service.stop()
	}
})
