import type { Locator } from 'playwright-core'
import type { Tab } from './browser'

/** What somebody at the dispatch desk does and sees. */
export class Dispatcher {
	private readonly answer: Locator
	private readonly form: Locator
	private readonly log: Locator

	constructor(
		readonly tab: Tab,
		private readonly service: string,
	) {
		this.form = tab.page.getByRole('form')
		this.answer = tab.page.getByRole('article')
		this.log = tab.page.getByRole('region', { name: /本次会话的查询|Look-ups of this session/ })
	}

	/** Opens the desk, at a look-up if there is one, and waits until its map is drawn. */
	async open(lookup = ''): Promise<void> {
		await this.tab.open(`${this.service}/dispatch#${lookup}`)
		await this.mapIsDrawn()
	}

	async mapIsDrawn(): Promise<void> {
		await this.tab.page.locator('[role=application][aria-busy=false]').waitFor()
	}

	async paste(text: string): Promise<void> {
		await this.form.getByRole('textbox').first().fill(text)
	}

	async chooseDatum(name: string): Promise<void> {
		await this.form.getByRole('radio', { name }).check()
	}

	/** The datum that is chosen, as it is called there; none before one was. */
	async datum(): Promise<string> {
		return (await this.form.locator('label.on').allInnerTexts()).join()
	}

	async accurateTo(metres: string): Promise<void> {
		await this.form.getByRole('textbox').nth(1).fill(metres)
	}

	/** The network or the kind of matter that is chosen, as it is called there. */
	chosen(): Promise<string> {
		return this.form.getByRole('combobox').evaluate((choice: HTMLSelectElement) => choice.selectedOptions[0]?.text ?? '')
	}

	async press(...keys: readonly string[]): Promise<void> {
		for (const key of keys) await this.tab.page.keyboard.press(key)
	}

	async push(name: string): Promise<void> {
		await this.tab.page.getByRole('button', { name }).first().click()
	}

	/** Pastes, chooses and asks. */
	async look(text: string, datum: string, metres = ''): Promise<void> {
		await this.paste(text)
		await this.chooseDatum(datum)
		await this.accurateTo(metres)
		await this.push('查询')
	}

	says(): Promise<string> {
		return this.tab.read(this.answer)
	}

	formSays(): Promise<string> {
		return this.tab.read(this.form)
	}

	/** The code that the answer shows, as it is spaced there. */
	code(): Promise<string> {
		return this.tab.read(this.answer.locator('header code'))
	}

	/** The lines of the people to call. */
	async people(): Promise<readonly string[]> {
		const lines = await this.answer.getByRole('region', { name: /找谁|人员|call|People/ }).getByRole('listitem').allInnerTexts()
		return lines.map((line) => line.replace(/\s+/g, ' ').trim())
	}

	/** The numbers that can be dialled from here. */
	dialled(): Promise<readonly string[]> {
		return this.answer.locator('a[href^="tel:"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
	}

	/** The grids that may have the position, with their shares. */
	async candidates(): Promise<readonly string[]> {
		const lines = await this.answer.getByRole('region', { name: /精度范围内|within the accuracy/ }).getByRole('listitem').allInnerTexts()
		return lines.map((line) => line.replace(/\s+/g, ' ').trim())
	}

	/** The look-ups of the session, the latest first. */
	async entries(): Promise<readonly string[]> {
		const lines = await this.log.getByRole('listitem').allInnerTexts()
		return lines.map((line) => line.replace(/\s+/g, ' ').trim())
	}

	async restore(entry: number): Promise<void> {
		await this.log.getByRole('listitem').nth(entry).getByRole('button').click()
	}

	/** What is told to a reader of the screen. */
	announced(): Promise<string> {
		return this.tab.page.getByRole('status').first().innerText()
	}

	/** What has the keys: its label, what it reads, or its name. */
	focused(): Promise<string> {
		return this.tab.page.evaluate(() => {
			const now = document.activeElement as HTMLElement | null
			return now?.ariaLabel ?? (now?.innerText || now?.id || '')
		})
	}
}
