import type { Lookup } from './lookup'
import { formatLookup, parseLookup, sameLookup } from './lookup'
import type { Verdict } from './verdict'

/** One look-up of this session, and what came of it then. */
export interface Entry {
	readonly time: string // RFC 3339
	readonly lookup: Lookup
	readonly outcome: Verdict | 'failed'
	/** The grid that has the position, or outside the nearest one. */
	readonly grid: { readonly code: string; readonly name: string } | null
}

/** A desk looks up some hundreds of positions in a shift. */
const MOST = 500

/** The log with another entry in front. Asking the same again replaces what was answered before it. */
export function withEntry(log: readonly Entry[], entry: Entry): readonly Entry[] {
	const [last] = log
	const before = last && sameLookup(last.lookup, entry.lookup) ? log.slice(1) : log
	return [entry, ...before].slice(0, MOST)
}

export const formatLog = (log: readonly Entry[]): string => JSON.stringify(log.map(({ lookup, ...rest }) => ({ ...rest, lookup: formatLookup(lookup) })))

/** Reads what formatLog wrote; what an older page wrote otherwise is left out. */
export function parseLog(text: string): readonly Entry[] {
	try {
		const rows: unknown = JSON.parse(text)
		return Array.isArray(rows) ? rows.flatMap(entryOf) : []
	} catch {
		return []
	}
}

const OUTCOMES: readonly string[] = ['clear', 'nearBorder', 'ambiguous', 'outside', 'failed'] satisfies Entry['outcome'][]

function entryOf(row: unknown): Entry[] {
	const { time, lookup, outcome, grid } = (row ?? {}) as Partial<Record<keyof Entry, unknown>>
	const asked = typeof lookup === 'string' ? parseLookup(lookup) : null
	if (!asked || typeof time !== 'string' || typeof outcome !== 'string' || !OUTCOMES.includes(outcome)) return []
	return [{ time, lookup: asked, outcome: outcome as Entry['outcome'], grid: gridOf(grid) }]
}

function gridOf(value: unknown): Entry['grid'] {
	const { code, name } = (value ?? {}) as { code?: unknown; name?: unknown }
	return typeof code === 'string' && typeof name === 'string' ? { code, name } : null
}

/** How a table of the log calls its columns and outcomes. */
export interface LogWords {
	readonly columns: readonly [time: string, lng: string, lat: string, datum: string, accuracy: string, network: string, matter: string, code: string, name: string, outcome: string]
	readonly outcome: (outcome: Entry['outcome']) => string
	readonly network: (network: string) => string
	readonly matter: (matter: string) => string
}

/** The log as CSV, the oldest first, with the mark by which spreadsheets know UTF-8. */
export function logCsv(log: readonly Entry[], words: LogWords): string {
	const { network, matter } = words
	const rows = [...log].reverse().map(({ time, lookup: { at, datum, accuracyM, whom }, outcome, grid }) => [
		time, String(at.lng), String(at.lat), datum, String(accuracyM ?? ''), whom.network ? network(whom.network) : '', whom.matter ? matter(whom.matter) : '',
		grid?.code ?? '', grid?.name ?? '', words.outcome(outcome),
	])
	return `\uFEFF${[words.columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A cell that a spreadsheet would take for a formula is kept from it by an apostrophe; numbers may be negative. */
function cell(text: string): string {
	const safe = /^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
