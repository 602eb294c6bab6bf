/** What the page of codes shows, as its address says it. */
export type Screen =
	| { readonly kind: 'code'; readonly code: string; readonly reading: string; readonly at: string } // no code: the search alone
	| { readonly kind: 'numbering'; readonly county: string; readonly community: string }
	| { readonly kind: 'divisions'; readonly county: string; readonly changes: readonly Change[] }
	| { readonly kind: 'findings'; readonly county: string; readonly about: string }

/** A row of a change of divisions. */
export interface Change {
	readonly old: string
	readonly new: string
	readonly name: string
}

/** The screens, in the order of the page's tabs, each as it stands when it is first opened. */
export const SCREENS = [
	{ kind: 'code', code: '', reading: '', at: '' },
	{ kind: 'numbering', county: '', community: '' },
	{ kind: 'divisions', county: '', changes: [] },
	{ kind: 'findings', county: '', about: '' },
] as const satisfies readonly Screen[]

export const codeScreen = (code: string, reading = '', at = ''): Screen => ({ kind: 'code', code, reading, at })

/** A reading among others of the same digits: who uses the code, and by which scheme. */
export const readingKey = ({ network, scheme, county = '' }: { readonly network: string; readonly scheme: string; readonly county?: string }): string =>
	[network, scheme, county].filter(Boolean).join('/')

/**
 * Reads the part of the address behind the `#`: `/code/CODE?reading=NETWORK/SCHEME&at=DATE`, `/numbering?community=CODE`,
 * `/divisions?change=OLD~NEW~NAME&change=…`, `/findings?about=KIND`, the last three with `county=CODE` where there are several.
 * What cannot be read is the search.
 */
export function parseScreen(hash: string): Screen {
	const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s, 2)
	const asked = new URLSearchParams(query)
	const given = (name: string): string => asked.get(name) ?? ''
	const county = given('county')
	const [, kind = '', code = ''] = path.split('/')
	switch (kind) {
		case 'numbering':
			return { kind, county, community: given('community') }
		case 'divisions':
			return { kind, county, changes: asked.getAll('change').map(readChange) }
		case 'findings':
			return { kind, county, about: given('about') }
		default:
			return codeScreen(kind === 'code' ? decoded(code) : '', given('reading'), given('at'))
	}
}

export function formatScreen(screen: Screen): string {
	switch (screen.kind) {
		case 'code':
			return screen.code === '' ? '#/' : `#/code/${encodeURIComponent(screen.code)}${query({ reading: screen.reading, at: screen.at })}`
		case 'numbering':
			return `#/numbering${query({ county: screen.county, community: screen.community })}`
		case 'divisions':
			return `#/divisions${query({ county: screen.county }, screen.changes.map(writtenChange))}`
		case 'findings':
			return `#/findings${query({ county: screen.county, about: screen.about })}`
	}
}

function query(fields: Readonly<Record<string, string>>, changes: readonly string[] = []): string {
	const out = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
	for (const change of changes) out.append('change', change)
	return out.size > 0 ? `?${out}` : ''
}

function readChange(text: string): Change {
	const [old = '', to = '', ...name] = text.split('~')
	return { old, new: to, name: name.join('~') }
}

const writtenChange = ({ old, new: to, name }: Change): string => [old, to, name].join('~')

function decoded(text: string): string {
	try {
		return decodeURIComponent(text)
	} catch {
		return ''
	}
}
