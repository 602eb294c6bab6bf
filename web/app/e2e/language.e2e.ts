import { expect } from 'vitest'
import { story } from './story'

const GRID = '/grid/370883003001001'

story('the page speaks Chinese first, English by a switch, and remembers it', async ({ planner }) => {
	await planner.openMap(GRID)
	await expect.poll(() => planner.details()).toContain('负责人员')
	expect(await planner.tab.page.title()).toBe('凫山街道三里营社区第01网格 · 网格一张图')

	await planner.pushButton('Switch to English')
	expect(await planner.details()).toContain('People in charge')
	expect(await planner.people()).toContainEqual(expect.stringMatching(/^Officer /))
	expect(await planner.tab.page.locator('html').getAttribute('lang')).toBe('en')

	await planner.tab.page.reload()
	await expect.poll(() => planner.details()).toContain('Responsible body')
	expect(await planner.tab.page.title()).toBe('凫山街道三里营社区第01网格 · Grid Map')

	await planner.pushButton('切换到中文')
	expect(await planner.details()).toContain('负责人员')
})

story('names stay as they are written, whatever the language', async ({ planner }) => {
	await planner.openMap(GRID)
	await planner.pushButton('Switch to English')
	await expect.poll(() => planner.heading()).toBe('凫山街道三里营社区第01网格')
})
