import { expect, inject } from 'vitest'
import { Scanner } from './scanner'
import { story } from './story'
import { unzip } from './zip'

const TOWN = '370883114'

story('every plate of a town, scanned, opens the page of its grid on a phone', async ({ browser, walker }) => {
	const answer = await fetch(`${inject('city')}/v1/divisions/${TOWN}/qr.zip`)
	const files = unzip(Buffer.from(await answer.arrayBuffer()))
	const rows = (files.get('index.csv') ?? Buffer.from('')).toString().trim().split('\n').slice(1)
	expect(rows.length).toBe(30)
	const scanner = await Scanner.open(browser)
	for (const row of rows) {
		const [code = '', spoken = '', name = '', , , file = '', link] = row.split(',')
		expect(await scanner.read(files.get(file)?.toString() ?? '')).toBe(link)
		await walker.tab.open(link ?? '')
		expect(await walker.tab.read(walker.tab.page.locator('h1'))).toBe(name)
		expect((await walker.page()).replaceAll(' ', '')).toContain(spoken)
		expect(link).toBe(`${inject('city')}/g/${code}`)
	}
	await scanner.close()
})

story('the page of a grid is whole on a phone: nothing is wider, the head is called with a tap, the map is drawn', async ({ walker }) => {
	const page = walker.tab.page
	for (const language of ['zh', 'en']) {
		await walker.tab.open(`${inject('city')}/g/370883001013004?lang=${language}`)
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
		expect(await page.locator('a[href^="tel:100"]').first().boundingBox()).toMatchObject({ height: expect.toSatisfy((h: number) => h >= 40) as number })
		expect(await page.locator('svg path.own').evaluate((own: SVGPathElement) => own.getBBox().width)).toBeGreaterThan(100)
		expect(await page.locator('html').getAttribute('lang')).toBe(language === 'en' ? 'en' : 'zh-CN')
	}
})

story('a code that nobody issued is told with what may be meant, and a tap leads there', async ({ walker }) => {
	await walker.tab.open(`${inject('city')}/g/37088300101304`)
	expect(await walker.page()).toContain('没有这个网格编码')
	expect(walker.tab.takeRefusals()).toEqual(['404 /g/37088300101304'])
	await walker.tab.page.getByRole('link', { name: '370883 001 013 004' }).click()
	await expect.poll(() => walker.tab.read(walker.tab.page.locator('h1'))).toBe('钢山街道龙山社区第04网格')
})
