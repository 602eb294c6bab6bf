/** A string that stands for one kind of thing only; made where foreign text enters. */
type Branded<Name extends string> = string & { readonly __brand: Name }

/** The unified code of a grid (scheme cn15). */
export type GridCode = Branded<'GridCode'>
/** The code of a county (6 digits), town (9) or community (12). */
export type DivisionCode = Branded<'DivisionCode'>

export const gridCode = (text: string): GridCode => text as GridCode
export const divisionCode = (text: string): DivisionCode => text as DivisionCode

/** Whether text has the shape of a unified code: the server alone knows whether it was issued. */
export const looksLikeGridCode = (text: string): boolean => /^\d{15}$/.test(text)

/** The code in its segments, county town community sequence, for reading aloud: `370883 001 004 002`. */
export function spacedCode(code: string): string {
	const segments = /^(\d{6})(\d{3})?(\d{3})?(\d{3})?$/.exec(code)
	return segments ? segments.slice(1).filter(Boolean).join(' ') : code
}
