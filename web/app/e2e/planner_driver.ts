import type { Locator } from 'playwright-core'
import type { Tab } from './browser'

/** Where a map may stand: as deep as a zoom of web maps, at a position in CGCS2000. */
export interface Stand {
	readonly zoom: number
	readonly lng: number
	readonly lat: number
}

/** What somebody at the grid map does and sees, in the words of the trade. */
export class Planner {
	readonly panel: Locator
	readonly searchBox: Locator

	constructor(
		readonly tab: Tab,
		private readonly service: string,
	) {
		this.panel = tab.page.getByRole('complementary')
		this.searchBox = tab.page.getByRole('combobox')
	}

	/** Opens the page, at a place of its own or with the map at a stand, and waits until the map is drawn. */
	async openMap(at: string | Stand = ''): Promise<void> {
		const place = typeof at === 'string' ? at : `/?map=${at.zoom}/${at.lng}/${at.lat}`
		await this.tab.open(`${this.service}/#${place}`)
		await this.mapIsDrawn()
	}

	async mapIsDrawn(): Promise<void> {
		await this.tab.page.locator('[role=application][aria-busy=false]').waitFor()
	}

	/** The middle of what the panels leave free of the map, in pixels of the page. */
	private async middle(): Promise<readonly [x: number, y: number]> {
		const box = await this.tab.page.locator('.cross').evaluate((cross) => {
			const style = getComputedStyle(cross)
			const of = (cross as HTMLElement).parentElement?.getBoundingClientRect()
			return { x: (of?.left ?? 0) + parseFloat(style.left), y: (of?.top ?? 0) + parseFloat(style.top) }
		})
		return [box.x, box.y]
	}

	async pointAtTheMiddle(): Promise<void> {
		await this.tab.page.mouse.move(...(await this.middle()))
	}

	async clickTheMiddle(): Promise<void> {
		await this.tab.page.mouse.click(...(await this.middle()))
	}

	/** The little sign beside the pointer. */
	sign(): Promise<string> {
		return this.tab.read(this.tab.page.locator('.tip'))
	}

	/** What the panel is about: the name of a grid or division, or the words of a state. */
	heading(): Promise<string> {
		return this.tab.read(this.panel.getByRole('heading', { level: 2 }))
	}

	details(): Promise<string> {
		return this.tab.read(this.panel)
	}

	async type(text: string): Promise<void> {
		await this.searchBox.fill(text)
	}

	/** What the search offers, in its order. */
	async offers(): Promise<readonly string[]> {
		const texts = await this.tab.page.getByRole('option').allInnerTexts()
		return texts.map((text) => text.replace(/\s+/g, ' ').trim())
	}

	async choose(offer: string): Promise<void> {
		await this.tab.page.getByRole('option', { name: offer }).first().click()
	}

	async press(key: string): Promise<void> {
		await this.tab.page.keyboard.press(key)
	}

	async clickButton(name: string): Promise<void> {
		await this.tab.page.getByRole('button', { name }).click()
	}
}
