import type { Problem } from './types'

/** Why a request brought no answer. */
export type Failure =
	| { readonly kind: 'offline' } // no connection, or nobody listening
	| { readonly kind: 'timeout' }
	| { readonly kind: 'aborted' } // the caller did not want it any more
	| { readonly kind: 'problem'; readonly status: number; readonly problem: Problem }
	| { readonly kind: 'unreadable' } // not what this app understands: a proxy's page, another version

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export interface Ask {
	readonly params?: Readonly<Record<string, string | number | undefined>>
	readonly signal?: AbortSignal | undefined
	readonly timeoutMs?: number
}

/** Gets JSON from the service that this page came from. Never throws: a failure is a result. */
export async function get<T>(path: string, { params = {}, signal, timeoutMs = 15_000 }: Ask = {}): Promise<Result<T>> {
	const deadline = AbortSignal.timeout(timeoutMs)
	try {
		const response = await fetch(address(path, params), {
			headers: { Accept: 'application/json' },
			signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
		})
		if (!response.ok) return failed({ kind: 'problem', status: response.status, problem: await problemOf(response) })
		return { ok: true, value: (await response.json()) as T }
	} catch (error) {
		if (signal?.aborted) return failed({ kind: 'aborted' })
		if (deadline.aborted) return failed({ kind: 'timeout' })
		return failed({ kind: error instanceof SyntaxError ? 'unreadable' : 'offline' })
	}
}

/** The address of path below the folder that this page lives in. */
export function address(path: string, params: NonNullable<Ask['params']> = {}): string {
	const url = new URL(path, new URL('.', document.baseURI))
	for (const [name, value] of Object.entries(params)) {
		if (value !== undefined) url.searchParams.set(name, String(value))
	}
	return url.href
}

const failed = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure })

async function problemOf(response: Response): Promise<Problem> {
	const type = response.headers.get('Content-Type') ?? ''
	if (!/json/.test(type)) return { status: response.status, title: response.statusText }
	return (await response.json()) as Problem
}
