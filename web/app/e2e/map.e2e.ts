import { expect } from 'vitest'
import { story } from './story'

const LONGSHAN = { zoom: 15.2, lng: 116.9734, lat: 35.4033 } // dense small communities of 钢山街道

story('the county appears with its towns by their Chinese names', async ({ planner }) => {
	await planner.openMap()
	expect(await planner.heading()).toBe('邹城市')
	expect(await planner.tab.lettering()).toEqual(expect.arrayContaining(['钢山街道', '千泉街道', '凫山街道', '香城镇', '郭里镇']))
	expect(await planner.tab.colours()).toBeGreaterThan(5)
	await expect.poll(() => planner.details()).toContain('1,410 统一网格')
	expect(await planner.details()).toMatch(/钢山街道 \d+ 格/)
})

story('from near, every grid has its border and its label', async ({ planner }) => {
	await planner.openMap(LONGSHAN)
	const lettering = await planner.tab.lettering()
	expect(lettering.filter((text) => /^第\d\d网格$/.test(text)).length).toBeGreaterThan(5)
	expect(lettering).toContain('龙山社区')
})

story('pointing at a grid shows its name, code, path and people beside the pointer', async ({ planner }) => {
	await planner.openMap(LONGSHAN)
	await planner.pointAtTheMiddle()
	await expect.poll(() => planner.sign()).toMatch(/^钢山街道.+第\d\d网格 370883 001 \d{3} \d{3} 邹城市 › 钢山街道 › \S+ 网格员 \S+/)
})

story('pointing at the map of the county shows the community', async ({ planner }) => {
	await planner.openMap()
	await planner.pointAtTheMiddle()
	await expect.poll(() => planner.sign()).toMatch(/^\S+ 370883 \d{3} \d{3} 邹城市 › \S+ \d+ 个网格$/)
})

story('the sign beside the pointer goes when the map moves away beneath it', async ({ planner }) => {
	await planner.openMap()
	await planner.pointAtTheMiddle()
	await expect.poll(() => planner.sign()).toMatch(/370883/)
	await planner.clickTheMiddle()
	await expect.poll(() => planner.code()).toMatch(/^370883 /)
	await expect.poll(() => planner.signs()).toBe(0)
})

story('a click resolves the place: grid, code, path, people with their masks, and how far the border is', async ({ planner }) => {
	await planner.openMap(LONGSHAN)
	await planner.clickTheMiddle()
	await expect.poll(() => planner.heading()).toMatch(/^钢山街道.+第\d\d网格$/)
	expect(await planner.code()).toMatch(/^370883 001 \d{3} \d{3}$/)
	expect(await planner.details()).toMatch(/邹城市 钢山街道 \S+/)
	expect(await planner.details()).toMatch(/距边界 [\d.]+ 米/)
	expect(await planner.people()).toEqual(expect.arrayContaining([expect.stringMatching(/^网格员 \S\*+ \d{3}\*{4}\d{4} \S+$/), expect.stringMatching(/^社区民警 /)]))
	expect(planner.tab.page.url()).toContain('#/at/116.97')
})

story('a code is copied as other programs want it, without spaces', async ({ planner }) => {
	await planner.openMap('/grid/370883003001001')
	await planner.pushButton('复制编码')
	await expect.poll(() => planner.details()).toContain('已复制')
	expect(await planner.tab.clipboard()).toBe('370883003001001')
})

story('a click beside the county says so, and names the nearest grid', async ({ planner }) => {
	await planner.openMap({ zoom: 13, lng: 116.72, lat: 35.5 })
	await planner.clickTheMiddle()
	await expect.poll(() => planner.heading()).toBe('这里不在网格范围内')
	expect(await planner.details()).toMatch(/最近的网格 \S+第\d\d网格 相距 [\d.]+ (?:米|公里)/)
	expect(planner.tab.takeRefusals()).toEqual(['404 /v1/resolve'])
	await planner.pushButton('去最近的网格')
	await expect.poll(() => planner.code()).toMatch(/^370883 \d{3} \d{3} \d{3}$/)
})

story('the map is used by keys alone', async ({ planner }) => {
	await planner.openMap(LONGSHAN)
	await planner.focusMap()
	await planner.press('Enter')
	await expect.poll(() => planner.code()).toMatch(/^370883 001 /)
	const asked = await planner.code()
	await planner.press('Escape')
	await expect.poll(() => planner.heading()).toBe('邹城市')
	await planner.clickTheMiddle() // the cross of the keys is where the eyes see the middle
	await expect.poll(() => planner.heading()).toMatch(/网格$/)
	expect(await planner.code()).toBe(asked)
	await planner.focusMap()
	await planner.press('+', 'ArrowRight')
	await expect.poll(() => planner.stand().zoom).toBeGreaterThan(LONGSHAN.zoom)
	await expect.poll(() => planner.stand().lng).toBeGreaterThan(LONGSHAN.lng)
})

story('who comes by the keyboard may go to the details at once', async ({ planner }) => {
	await planner.openMap('/grid/370883003001001')
	await planner.press('Tab', 'Enter')
	await expect.poll(() => planner.focused()).toBe('凫山街道三里营社区第01网格')
	await planner.press('Tab')
	expect(await planner.focused()).toBe('复制编码')
})

story('from town to community to grid, and back as one came', async ({ planner }) => {
	await planner.openMap()
	await planner.pushButton('凫山街道')
	await expect.poll(() => planner.heading()).toBe('凫山街道')
	await planner.pushButton('三里营社区居委会')
	await expect.poll(() => planner.heading()).toBe('三里营社区居委会')
	expect(await planner.code()).toBe('370883 003 001')
	await planner.pushButton('凫山街道三里营社区第01网格')
	await expect.poll(() => planner.heading()).toBe('凫山街道三里营社区第01网格')
	expect(await planner.code()).toBe('370883 003 001 001')
	await planner.tab.page.goBack()
	await expect.poll(() => planner.heading()).toBe('三里营社区居委会')
	await planner.tab.page.reload()
	await expect.poll(() => planner.heading()).toBe('三里营社区居委会')
})
