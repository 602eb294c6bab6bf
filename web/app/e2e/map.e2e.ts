import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { Browser } from './browser'
import { Planner } from './planner_driver'

let browser: Browser
let planner: Planner
beforeAll(async () => void (browser = await Browser.launch()))
afterAll(() => browser.close())
beforeEach(async () => void (planner = new Planner(await browser.tab(), inject('city'))))
afterEach(() => planner.tab.close())

it('shows the county with its towns by their Chinese names', async () => {
	await planner.openMap()
	expect(await planner.heading()).toBe('邹城市')
	expect(await planner.tab.lettering()).toEqual(expect.arrayContaining(['钢山街道', '千泉街道', '凫山街道', '香城镇']))
	expect(await planner.tab.colours()).toBeGreaterThan(5)
})
