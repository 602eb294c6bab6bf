import { spacedCode } from './ids'
import type { Posted } from './people'
import { byNetwork } from './people'
import type { LngLat } from './position'

interface Named {
	readonly code: string
	readonly name: string
}

/** An answer as a ticket keeps it: what was asked, what was answered, by which map, and how sure that is. */
export interface Ticket {
	readonly asked: { readonly at: LngLat; readonly datum: string; readonly accuracy: string | null; readonly matter: string; readonly time: string }
	/** None outside. */
	readonly grid: (Named & { readonly spoken: string | null; readonly path: readonly Named[]; readonly location: string; readonly border: string }) | null
	readonly people: readonly (Posted & { readonly role: string; readonly rule: string })[]
	readonly candidates: readonly (Named & { readonly share: string })[]
	readonly warning: string | null
	/** What the answer rests on, and the address that gives it again; outside there is none of both. */
	readonly revision: string | null
	readonly again: string | null
}

/** How a ticket calls its parts: what stands before each on its line. */
export interface TicketWords {
	readonly labels: Readonly<Record<'warning' | 'grid' | 'code' | 'path' | 'position' | 'location' | 'border' | 'matter' | 'candidate' | 'revision' | 'time' | 'again', string>>
	readonly people: (network: string) => string
	readonly nobody: string
}

/** The whole answer as lines of text; the warning comes first, since it decides what is done with the rest. */
export function ticketText(ticket: Ticket, words: TicketWords): string {
	const { asked, grid, candidates, warning, revision, again } = ticket
	const { labels } = words
	return [
		...line(labels.warning, warning),
		...line(labels.grid, grid?.name),
		...line(labels.code, grid?.spoken ?? grid?.code),
		...line(labels.path, grid?.path.map(({ name }) => name).join(' › ')),
		...line(labels.position, [`${asked.at.lng}, ${asked.at.lat}`, asked.datum, asked.accuracy].filter(Boolean).join(' · ')),
		...line(labels.location, grid?.location),
		...line(labels.border, grid?.border),
		...line(labels.matter, asked.matter),
		...(grid ? peopleLines(ticket, words) : []),
		...candidates.flatMap(({ code, name, share }) => line(labels.candidate, `${share} ${name} ${spacedCode(code)}`)),
		...line(labels.revision, revision),
		...line(labels.time, asked.time),
		...line(labels.again, again),
	].join('\n')
}

const peopleLines = ({ people }: Ticket, { people: label, nobody }: TicketWords): string[] =>
	people.length === 0 ? [nobody] : byNetwork(people).flatMap(([network, members]) => line(label(network), members.map(personText).join('; ')))
const line = (label: string, value: string | null | undefined): string[] => (value ? [label + value] : [])
const personText = ({ role, name, phone, rule }: Ticket['people'][number]): string => `${[role, name, phone].filter(Boolean).join(' ')} (${rule})`
