import type { Locator } from 'playwright-core'
import type { Tab } from './browser'

/** What somebody at the page of codes does and sees, in the words of the trade. */
export class CodeClerk {
	private readonly main: Locator

	constructor(
		readonly tab: Tab,
		private readonly service: string,
	) {
		this.main = tab.page.getByRole('main')
	}

	async open(screen = ''): Promise<void> {
		await this.tab.open(`${this.service}/codes${screen && `#/${screen}`}`)
	}

	/** Goes to a part of the page by its tab. */
	async turnTo(tab: string): Promise<void> {
		await this.tab.page.getByRole('navigation').getByRole('link', { name: tab }).first().click()
	}

	/** Types a code, or lets a scanner type it, which ends in Enter. */
	async find(code: string): Promise<void> {
		await this.tab.page.getByRole('search').getByRole('textbox').fill(code)
		await this.tab.page.keyboard.press('Enter')
	}

	/** All that the page says below its tabs. */
	says(): Promise<string> {
		return this.tab.read(this.main)
	}

	heading(): Promise<string> {
		return this.tab.read(this.main.getByRole('heading', { level: 2 }).first())
	}

	async follow(link: string): Promise<void> {
		await this.main.getByRole('link', { name: link }).first().click()
	}

	async push(button: string | RegExp): Promise<void> {
		await this.tab.page.getByRole('button', { name: button }).first().click()
	}

	/** The boxes of the lineage, from the top, as they are read out. */
	async boxes(): Promise<readonly string[]> {
		const links = await this.main.locator('svg a').all()
		return Promise.all(links.map(async (link) => (await link.getAttribute('aria-label')) ?? ''))
	}

	/** The arrows of the lineage that ground went along, as they are read out. */
	async arrows(): Promise<readonly string[]> {
		const arrows = await this.main.locator('svg [role=img][tabindex]').all()
		return Promise.all(arrows.map(async (arrow) => (await arrow.getAttribute('aria-label')) ?? ''))
	}

	/** Gives the keys to the first arrow. */
	async focusFirstArrow(): Promise<void> {
		await this.main.locator('svg [role=img][tabindex]').first().focus()
	}

	/** What is said of the arrow that has the keys or the pointer. */
	ofArrow(): Promise<string> {
		return this.tab.read(this.main.locator('.about'))
	}

	async asOf(revision: string): Promise<void> {
		await this.main.getByRole('combobox', { name: /查看时间|As of/ }).selectOption(revision)
	}

	/** Writes who does it, and why, and confirms. */
	async confirm(by: string, reason: string, action: string): Promise<void> {
		const dialog = this.tab.page.getByRole('dialog')
		await dialog.getByRole('textbox').first().fill(by)
		await dialog.getByRole('textbox').last().fill(reason)
		await dialog.getByRole('button', { name: action }).click()
	}

	dialog(): Promise<string> {
		return this.tab.read(this.tab.page.getByRole('dialog'))
	}

	/** Pastes what was copied into the first cell of the table of changes. */
	async paste(table: string): Promise<void> {
		await this.tab.page.evaluate((text) => navigator.clipboard.writeText(text), table)
		await this.main.getByRole('textbox').or(this.main.getByRole('combobox')).first().focus()
		await this.tab.page.keyboard.press('Control+v')
	}

	/** The rows of the table of changes. */
	async rows(): Promise<readonly (readonly string[])[]> {
		const rows = await this.main.locator('form tbody').all()
		return Promise.all(rows.map((row) => row.locator('input').evaluateAll((cells) => cells.map((cell) => (cell as HTMLInputElement).value))))
	}

	/** What reaches beyond the right edge of the page, but for what is scrolled there. */
	overflowing(): Promise<readonly string[]> {
		return this.tab.page.evaluate(() => {
			const parts = [...document.querySelectorAll<HTMLElement>('header *, main *')].filter((part) => !part.closest('.scroller, .map'))
			return parts.filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5).map((part) => `${part.tagName} ${part.className}`)
		})
	}
}
