/** A measure as a number to print and the unit that belongs to it; the unit's word is the text's business. */
export interface Measure<Unit extends string> {
	readonly value: number
	readonly digits: number
	readonly unit: Unit
}

/** Square metres up to a hectare, hectares up to a square kilometre, then square kilometres; three digits or so. */
export function area(m2: number): Measure<'m2' | 'ha' | 'km2'> {
	if (m2 < 10_000) return { value: m2, digits: 0, unit: 'm2' }
	if (m2 < 1_000_000) return { value: m2 / 10_000, digits: m2 < 100_000 ? 2 : 1, unit: 'ha' }
	return { value: m2 / 1_000_000, digits: m2 < 100_000_000 ? 2 : 0, unit: 'km2' }
}

/** Metres up to a kilometre: decimetres below ten, since near a border they matter. */
export function distance(m: number): Measure<'m' | 'km'> {
	if (m < 1000) return { value: m, digits: m < 10 ? 1 : 0, unit: 'm' }
	return { value: m / 1000, digits: m < 10_000 ? 2 : 1, unit: 'km' }
}
