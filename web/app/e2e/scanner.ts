import { createRequire } from 'node:module'
import type jsQR from 'jsqr'
import type { Browser, Tab } from './browser'

/** Reads QR codes as the browser paints them. */
export class Scanner {
	private constructor(private readonly tab: Tab) {}

	static async open(browser: Browser): Promise<Scanner> {
		const tab = await browser.tab()
		await tab.page.addScriptTag({ path: createRequire(import.meta.url).resolve('jsqr') })
		return new Scanner(tab)
	}

	/** What an SVG says to a camera; empty where it finds no code. */
	read(svg: string): Promise<string> {
		return this.tab.page.evaluate(async (text) => {
			const image = new Image()
			image.src = `data:image/svg+xml,${encodeURIComponent(text)}`
			await image.decode()
			const canvas = new OffscreenCanvas(image.width * 2, image.height * 2)
			const pen = canvas.getContext('2d')
			pen?.drawImage(image, 0, 0, canvas.width, canvas.height)
			const seen = pen?.getImageData(0, 0, canvas.width, canvas.height)
			return (seen && (globalThis as unknown as { jsQR: typeof jsQR }).jsQR(seen.data, seen.width, seen.height)?.data) ?? ''
		}, svg)
	}

	close(): Promise<void> {
		return this.tab.close()
	}
}
