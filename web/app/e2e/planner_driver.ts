import type { Locator } from 'playwright-core'
import type { Tab } from './browser'

/** Where a map may stand: a zoom of web maps, and a position in CGCS2000. */
export interface Stand {
	readonly zoom: number
	readonly lng: number
	readonly lat: number
}

/** What somebody at the grid map does and sees, in the words of the trade. */
export class Planner {
	private readonly panel: Locator
	private readonly searchBox: Locator
	private readonly map: Locator

	constructor(
		readonly tab: Tab,
		private readonly service: string,
	) {
		this.map = tab.page.getByRole('application')
		this.panel = tab.page.getByRole('complementary')
		this.searchBox = tab.page.getByRole('combobox')
	}

	/** Opens the page, whatever state it is in. */
	async open(place = ''): Promise<void> {
		await this.tab.open(`${this.service}/#${place}`)
	}

	/** Opens the page at a place, or with the map at a stand, and waits until the map is drawn. */
	async openMap(at: string | Stand = ''): Promise<void> {
		await this.open(typeof at === 'string' ? at : `/?map=${at.zoom}/${at.lng}/${at.lat}`)
		await this.mapIsDrawn()
	}

	async mapIsDrawn(): Promise<void> {
		await this.map.and(this.tab.page.locator('[aria-busy=false]')).waitFor()
	}

	/** Where the map stands, as the page's address says it. */
	stand(): Stand {
		const [zoom, lng, lat] = (/map=([^&]*)/.exec(this.tab.page.url())?.[1] ?? '').split('/').map(Number)
		return { zoom: zoom ?? NaN, lng: lng ?? NaN, lat: lat ?? NaN }
	}

	async pointAtTheMiddle(): Promise<void> {
		await this.tab.page.mouse.move(...(await this.middle()))
	}

	async clickTheMiddle(): Promise<void> {
		await this.tab.page.mouse.click(...(await this.middle()))
	}

	/** A finger on the middle of the map. */
	async tapTheMiddle(): Promise<void> {
		await this.tab.page.touchscreen.tap(...(await this.middle()))
	}

	/** The middle of what the panel leaves free of the map, where the keyboard's cross stands, in pixels of the page. */
	private async middle(): Promise<readonly [x: number, y: number]> {
		return this.map.evaluate((map) => {
			const { left, top } = map.getBoundingClientRect()
			const cross = getComputedStyle(map.parentElement?.querySelector('.cross') ?? map)
			return [left + parseFloat(cross.left), top + parseFloat(cross.top)] as const
		})
	}

	/** Gives the keys to the map. */
	async focusMap(): Promise<void> {
		await this.map.focus()
	}

	/** The little sign beside the pointer. */
	sign(): Promise<string> {
		return this.tab.read(this.tab.page.locator('.sign'))
	}

	/** How many signs stand beside the pointer: one, or none. */
	signs(): Promise<number> {
		return this.tab.page.locator('.sign').count()
	}

	/** What the panel is about: the name of a grid or division, or the words of a state. */
	heading(): Promise<string> {
		return this.tab.read(this.panel.getByRole('heading', { level: 2 }))
	}

	details(): Promise<string> {
		return this.tab.read(this.panel)
	}

	/** The code that the panel shows, as it is spaced there. */
	code(): Promise<string> {
		return this.tab.read(this.panel.locator('header code'))
	}

	/** The lines of the people who answer for the grid. */
	async people(): Promise<readonly string[]> {
		const lines = await this.panel.getByRole('region', { name: /负责人员|People in charge/ }).getByRole('listitem').allInnerTexts()
		return lines.map((line) => line.replace(/\s+/g, ' '))
	}

	/** Types into the search box, as one who replaces what stands there. */
	async search(text: string): Promise<void> {
		await this.searchBox.fill(text)
	}

	/** What the search offers, in its order. */
	async offers(): Promise<readonly string[]> {
		const texts = await this.tab.page.getByRole('option').allInnerTexts()
		return texts.map((text) => text.replace(/\s+/g, ' ').trim())
	}

	/** What the search says above its offers, or instead of them. */
	searchSays(): Promise<string> {
		return this.tab.read(this.tab.page.getByRole('search'))
	}

	async choose(offer: string): Promise<void> {
		await this.tab.page.getByRole('option', { name: offer }).first().click()
	}

	async press(...keys: readonly string[]): Promise<void> {
		for (const key of keys) await this.tab.page.keyboard.press(key)
	}

	async pushButton(name: string): Promise<void> {
		await this.tab.page.getByRole('button', { name }).first().click()
	}

	/** What has the keys: its label, or what it reads. */
	focused(): Promise<string> {
		return this.tab.page.evaluate(() => {
			const now = document.activeElement as HTMLElement | null
			return now?.ariaLabel ?? now?.innerText ?? ''
		})
	}

	/** All that stands on the page. */
	page(): Promise<string> {
		return this.tab.read(this.tab.page.locator('body'))
	}
}
