import type { Change } from './codes_address'

export type Field = keyof Change

export const FIELDS = ['old', 'new', 'name'] as const satisfies readonly Field[]
export const NO_CHANGE: Change = { old: '', new: '', name: '' }

export const isBlank = (change: Change): boolean => FIELDS.every((field) => change[field].trim() === '')

/** The rows that are sent: without blank ones, and without blanks around what people typed or pasted. */
export const given = (rows: readonly Change[]): Change[] =>
	rows.filter((row) => !isBlank(row)).map((row) => ({ old: row.old.trim(), new: row.new.trim(), name: row.name.trim() }))

/** Whether a text is more than what goes into one cell. */
export const isTable = (text: string): boolean => /[\t\n]/.test(text.trim())

/**
 * Writes cells copied from a spreadsheet over the rows, from a cell on to the right and down, and adds the rows that it takes.
 * A first line without a digit in its codes is a heading, and is left out.
 */
export function pasted(rows: readonly Change[], at: number, field: Field, text: string): Change[] {
	const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n').map((line) => line.split('\t').map((cell) => cell.trim()))
	const fields = FIELDS.slice(FIELDS.indexOf(field))
	const cells = field === 'name' || lines.length < 2 || lines[0]?.slice(0, fields.length - 1).some((cell) => /\d/.test(cell)) ? lines : lines.slice(1)
	const out = [...rows]
	cells.forEach((line, i) => {
		const pairs = fields.flatMap((name, k) => (line[k] === undefined ? [] : [[name, line[k]] as const]))
		out[at + i] = { ...(out[at + i] ?? NO_CHANGE), ...Object.fromEntries(pairs) }
	})
	return out
}

/** What the service says of one row. */
export interface RowFault {
	readonly row: number // among all rows of the table, from 0; -1 where it is about none of them
	readonly field: Field | null
	readonly message: string
}

/** Finds the row of the table that a fault is about: the service counts the rows that were sent. */
export function rowFaults(rows: readonly Change[], errors: readonly { readonly location?: string; readonly message: string }[]): RowFault[] {
	const sent = rows.flatMap((row, i) => (isBlank(row) ? [] : [i]))
	return errors.map(({ location = '', message }) => {
		const counted = /row (\d+)(?:, (\w+))?/.exec(location)
		const indexed = /changes\[(\d+)\](?:\.(\w+))?/.exec(location)
		const at = counted ? Number(counted[1]) - 1 : indexed ? Number(indexed[1]) : -1
		return { row: sent[at] ?? -1, field: FIELDS.find((field) => field === (counted ?? indexed)?.[2]) ?? null, message }
	})
}
