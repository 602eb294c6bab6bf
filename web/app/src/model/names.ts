/**
 * The part of a grid's name that the map shows: its community is labelled already.
 * `钢山街道三里营社区第02网格` is `第02网格`; a name that ends otherwise is kept whole.
 */
export function shortGridName(name: string): string {
	return /第?\s*[\d一二三四五六七八九十百]+\s*号?\s*(?:单元)?网格$/.exec(name)?.[0] ?? name
}

/** 三里营社区居民委员会 is 三里营社区 on a map; villages and streets likewise. */
export function shortDivisionName(name: string): string {
	return name.replace(/(?:居民|村民)?委员会$|[居村]委会$/, '') || name
}

/** Breaks a long label into lines of about n letters: a canvas has no word wrap. */
export function wrapped(text: string, n: number): string {
	const letters = Array.from(text)
	if (letters.length <= n) return text
	const per = Math.ceil(letters.length / Math.ceil(letters.length / n))
	const lines: string[] = []
	for (let i = 0; i < letters.length; i += per) lines.push(letters.slice(i, i + per).join(''))
	return lines.join('\n')
}

/** A name that is too long for its room, without its beginning: grids of a community differ at the end. */
export function lastLetters(text: string, n: number): string {
	const letters = Array.from(text)
	return letters.length <= n ? text : `…${letters.slice(1 - n).join('')}`
}
