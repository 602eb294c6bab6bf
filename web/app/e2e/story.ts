import { test as base, expect, inject } from 'vitest'
import { Browser, DESK, PHONE } from './browser'
import type { Size } from './browser'
import { Planner } from './planner_driver'

/**
 * A story of somebody at the map of the demo city: `planner` sits at a desk, `walker` holds a phone.
 * Whatever the story, the page asks nothing of anybody but its own service, is refused nothing that the story
 * did not take note of, and leaves no error on the console.
 */
export const story = base
	.extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
		const browser = await Browser.launch()
		onCleanup(() => browser.close())
		return browser
	})
	.extend('planner', async ({ browser }, { onCleanup }) => someone(browser, DESK, onCleanup))
	.extend('walker', async ({ browser }, { onCleanup }) => someone(browser, PHONE, onCleanup))

async function someone(browser: Browser, size: Size, onCleanup: (end: () => Promise<void>) => void): Promise<Planner> {
	const tab = await browser.tab(size)
	onCleanup(async () => {
		await tab.close()
		expect(tab.complaints).toEqual([])
		expect(tab.takeRefusals()).toEqual([])
		expect([...tab.origins]).toEqual([inject('city')])
	})
	return new Planner(tab, inject('city'))
}
