/** How far an answer can be trusted; what is not `clear` is said before anybody is sent. */
export type Verdict = 'clear' | 'nearBorder' | 'ambiguous' | 'outside'

/** What a phone's position is off by on a good day. */
export const NEAR_M = 20

interface Judged {
	readonly border: { readonly distanceM: number }
	readonly ambiguous?: boolean
}

/** The service says what is ambiguous; near is what lies within the accuracy that was given, and within a good phone's anyhow. */
export function verdictOf({ border, ambiguous }: Judged, accuracyM: number | null): Exclude<Verdict, 'outside'> {
	if (ambiguous) return 'ambiguous'
	return border.distanceM < Math.max(NEAR_M, accuracyM ?? 0) ? 'nearBorder' : 'clear'
}
