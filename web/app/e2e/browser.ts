import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser as Chromium, Locator, Page, Route } from 'playwright-core'
import { chromium } from 'playwright-core'

export interface Size {
	readonly width: number
	readonly height: number
}

export const DESK: Size = { width: 1440, height: 900 }
export const PHONE: Size = { width: 390, height: 844 }

/** A browser of this machine; nothing is downloaded. */
export class Browser {
	private constructor(private readonly chromium: Chromium) {}

	static async launch(): Promise<Browser> {
		return new Browser(
			await chromium.launch({
				executablePath: programOf(process.env),
				chromiumSandbox: false, // it refuses root, and many a container refuses it; the only page here is our own
				args: ['--disable-gpu'],
			}),
		)
	}

	/** A tab with no past: no cookies, nothing remembered. */
	async tab(size: Size = DESK): Promise<Tab> {
		const context = await this.chromium.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', hasTouch: size.width < 720 })
		await context.grantPermissions(['clipboard-read', 'clipboard-write'])
		await context.addInitScript(recordLettering)
		context.setDefaultTimeout(60_000)
		return new Tab(await context.newPage())
	}

	close(): Promise<void> {
		return this.chromium.close()
	}
}

/** What hands and eyes do at a page, and what the page does behind one's back. */
export class Tab {
	/** Errors on the console, uncaught ones and refusals of the content policy among them. */
	readonly complaints: string[] = []
	/** Where the page asked anything of. */
	readonly origins = new Set<string>()
	/** What the service would not answer, such as `404 /v1/resolve`. */
	private refusals: string[] = []

	constructor(readonly page: Page) {
		page.on('console', (message) => {
			const known = message.text().startsWith('Failed to load resource') // told by refusals, or by the page being offline
			if (message.type() === 'error' && !known) this.complaints.push(message.text())
		})
		page.on('pageerror', (error) => this.complaints.push(String(error)))
		page.on('request', (request) => this.origins.add(new URL(request.url()).origin))
		page.on('response', (response) => {
			if (response.status() >= 400) this.refusals.push(`${response.status()} ${new URL(response.url()).pathname}`)
		})
	}

	/** What was refused since this was asked last. */
	takeRefusals(): readonly string[] {
		return this.refusals.splice(0)
	}

	async open(address: string): Promise<void> {
		await this.page.goto(address)
	}

	/** What stands at a place of the page, as a reader sees it. */
	async read(at: Locator): Promise<string> {
		return (await at.innerText()).replace(/\s+/g, ' ').trim()
	}

	/** The texts that were written on the canvas since the page was opened. */
	lettering(): Promise<readonly string[]> {
		return this.page.evaluate(() => [...(globalThis as unknown as Lettered).lettering])
	}

	/** How many colours the canvas has, of a sample of its pixels: an empty one has one. */
	colours(): Promise<number> {
		return this.page.evaluate(() => {
			const seen = new Set<number>()
			for (const canvas of document.querySelectorAll('canvas')) {
				const context = canvas.getContext('2d')
				if (!context || canvas.width === 0) continue
				const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)
				for (let i = 0; i < pixels.length; i += 97) seen.add(pixels[i] ?? 0)
			}
			return seen.size
		})
	}

	clipboard(): Promise<string> {
		return this.page.evaluate(() => navigator.clipboard.readText())
	}

	/** Lets what is asked for under these addresses wait, until the function that is returned is called. */
	async hold(addresses: string): Promise<() => Promise<void>> {
		const waiting: Route[] = []
		await this.page.route(addresses, (route) => void waiting.push(route))
		return async () => {
			await Promise.all(waiting.map((route) => route.continue()))
			await this.page.unroute(addresses)
		}
	}

	/** Cuts the way to these addresses, until the function that is returned is called. */
	async cut(addresses: string): Promise<() => Promise<void>> {
		await this.page.route(addresses, (route) => route.abort())
		return () => this.page.unroute(addresses)
	}

	/** Lets the answers from these addresses say something else in some of their fields, until the function that is returned is called. */
	async alter(addresses: string, fields: object): Promise<() => Promise<void>> {
		await this.page.route(addresses, async (route) => {
			const response = await route.fetch()
			await route.fulfill({ response, json: { ...((await response.json()) as object), ...fields } })
		})
		return () => this.page.unroute(addresses)
	}

	/** Takes the whole network away, or gives it back. A browser on a machine without one is offline from the start, and gives no sign of becoming so. */
	async goOffline(offline: boolean): Promise<void> {
		const silent = offline && !(await this.page.evaluate(() => navigator.onLine))
		await this.page.context().setOffline(offline)
		if (silent) await this.page.evaluate(() => dispatchEvent(new Event('offline')))
	}

	close(): Promise<void> {
		return this.page.context().close()
	}
}

interface Lettered {
	lettering: Set<string>
}

/** Runs in the page before its own scripts: a canvas keeps no text that could be asked for, so it is noted as it is written. */
function recordLettering(): void {
	const lettering = new Set<string>()
	Object.assign(globalThis, { lettering })
	const { fillText } = Object.getOwnPropertyDescriptors(CanvasRenderingContext2D.prototype)
	CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
		lettering.add(text)
		fillText.value?.call(this, text, ...rest)
	}
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

function programOf({ WANGGE_CHROMIUM: named, PATH = '' }: NodeJS.ProcessEnv): string {
	if (named) {
		if (isProgram(named)) return named
		throw new Error(`WANGGE_CHROMIUM names ${named}, which is no program`)
	}
	const places = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
	const found = places.find(isProgram)
	if (!found) throw new Error(`the browser tests found no ${NAMES.join(', ')} in PATH: install Debian's package chromium (make test does), or name a browser in WANGGE_CHROMIUM`)
	return found
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK)
		return true
	} catch {
		return false
	}
}
