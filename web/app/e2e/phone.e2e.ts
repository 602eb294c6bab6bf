import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { story } from './story'

story('on a phone a tap resolves the place, and map and answer are both seen', async ({ walker }) => {
	await walker.openMap({ zoom: 15, lng: 116.9734, lat: 35.4033 })
	await walker.tapTheMiddle()
	await expect.poll(() => walker.heading()).toMatch(/^钢山街道.+第\d\d网格$/)
	expect(await walker.people()).toContainEqual(expect.stringMatching(/^网格员 /))
	const { map, sheet } = await walker.tab.page.evaluate(() => ({
		map: document.querySelector('[role=application]')?.getBoundingClientRect().toJSON() as DOMRect,
		sheet: document.querySelector('aside')?.getBoundingClientRect().toJSON() as DOMRect,
	}))
	expect(sheet.width).toBe(390)
	expect(sheet.top - map.top).toBeGreaterThan(250)
	expect(sheet.height).toBeGreaterThan(250)
})

story.for(['', '/grid/370883003001001', '/division/370883001', '/at/100,30/wgs84'])('nothing is wider than a phone at #%s, in either language', async (place, { walker }) => {
	await walker.openMap(place)
	for (const language of ['Switch to English', '切换到中文']) {
		await walker.pushButton(language)
		await walker.mapIsDrawn()
		expect(await overflowing(walker.tab.page)).toEqual([])
	}
	walker.tab.takeRefusals() // the last place is outside, which is no matter here
})

/** What reaches beyond the right edge of the page. */
const overflowing = (page: Page): Promise<readonly string[]> =>
	page.evaluate(() => {
		const parts = [...document.querySelectorAll<HTMLElement>('header *, aside *, [role=search] *')]
		return parts.filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5).map((part) => `${part.tagName} ${part.innerText}`)
	})
