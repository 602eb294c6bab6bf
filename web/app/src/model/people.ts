/** Somebody who answers for a grid, as far as order and masking go. */
export interface Posted {
	readonly network: string
	readonly name: string
	readonly phone: string
}

const NETWORKS: readonly string[] = ['unified', 'governance', 'urban', 'police', 'civility']

/** The people by network, in the order in which a grid office names its networks; unknown ones come last. */
export function byNetwork<Person extends Posted>(people: readonly Person[]): (readonly [network: string, members: readonly Person[]])[] {
	return [...new Set(people.map(({ network }) => network))].sort(networkOrder).map((network) => [network, people.filter((person) => person.network === network)])
}

export function networkOrder(a: string, b: string): number {
	const place = (network: string): number => (NETWORKS.includes(network) ? NETWORKS.indexOf(network) : NETWORKS.length)
	return place(a) - place(b)
}

/** Whether the service has hidden a part of somebody's name or number. */
export const isMasked = ({ name, phone }: Posted): boolean => name.includes('*') || phone.includes('*')

/** The number to dial, where it is whole. */
export const dialled = (phone: string): string | null => (/^\+?[\d\s-]{3,20}$/.test(phone) ? phone.replace(/[\s-]/g, '') : null)
