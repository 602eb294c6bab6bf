import type { Reading } from './position'
import { readPosition } from './position'

/** What somebody typed into the search box. */
export type Query =
	| { readonly kind: 'empty' }
	| { readonly kind: 'words'; readonly text: string }
	| { readonly kind: 'lossyCode'; readonly text: string } // 3.70883E+14: a spreadsheet has eaten the last digits
	| Exclude<Reading, { kind: 'none' }>

/** Tells a position from a name or a code; codes lose the spaces that people write into them. */
export function readQuery(typed: string): Query {
	const text = typed.normalize('NFKC').trim().replace(/\s+/g, ' ')
	if (text === '') return { kind: 'empty' }
	if (/^\d(?:\.\d+)?E\+?\d{1,2}$/i.test(text)) return { kind: 'lossyCode', text }
	if (/^\d[\d\s-]*\d$/.test(text) && text.replace(/\D/g, '').length >= 6) {
		return { kind: 'words', text: text.replace(/[\s-]/g, '') }
	}
	const reading = readPosition(text)
	return reading.kind === 'none' ? { kind: 'words', text } : reading
}
