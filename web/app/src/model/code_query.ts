/**
 * The code in what was typed, pasted or scanned: a plate's QR code holds the address of a public page, whose last part is the
 * code. All else is given on as it is, but for blanks around it: the service tells what is wrong with a code, and knows better.
 */
export function codeIn(text: string): string {
	const given = text.trim()
	const [, code] = /^https?:\/\/[^/]+(?:\/.*)?\/g\/([^/?#]+)/i.exec(given) ?? []
	return code === undefined ? given : code
}

/** What people and spreadsheets do to codes. */
export type Damage = 'blanks' | 'wide' | 'lossy'

/** What is wrong with the form of a code, and the code that was likely meant; a code in scientific notation has lost its end. */
export function damageOf(code: string): { readonly damage: Damage; readonly meant: string } | null {
	if (/^\d(?:[.．]\d+)?E[+＋]?\d{1,2}$/i.test(code)) return { damage: 'lossy', meant: '' }
	const narrow = code.normalize('NFKC')
	const meant = narrow.replace(/\s+/g, '')
	if (!/^\d+(?:-[\dX])?$/i.test(meant) || meant === code) return null
	return { damage: narrow === code ? 'blanks' : 'wide', meant }
}
