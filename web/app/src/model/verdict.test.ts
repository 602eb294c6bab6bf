import { expect, it } from 'vitest'
import { verdictOf } from './verdict'

it.each([
	[{ border: { distanceM: 41.8 } }, null, 'clear'],
	[{ border: { distanceM: 19.9 } }, null, 'nearBorder'],
	[{ border: { distanceM: 41.8 }, ambiguous: false }, 50, 'nearBorder'],
	[{ border: { distanceM: 19.9 }, ambiguous: false }, 5, 'nearBorder'], // a phone overstates itself
	[{ border: { distanceM: 41.8 }, ambiguous: true }, 90, 'ambiguous'],
] as const)('%j within %s m is %s', (answer, accuracyM, want) => {
	expect(verdictOf(answer, accuracyM)).toBe(want)
})
