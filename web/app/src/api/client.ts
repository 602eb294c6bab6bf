import type { paths } from './schema'
import type { Problem } from './types'

/** Why a request brought no answer. */
export type Failure =
	| { readonly kind: 'offline' } // no connection, or nobody listening
	| { readonly kind: 'timeout' }
	| { readonly kind: 'aborted' } // the caller did not want it any more
	| { readonly kind: 'problem'; readonly status: number; readonly problem: Problem }
	| { readonly kind: 'unreadable' } // not what this app understands: a proxy's page, another version

/** What came of a request; an answer from the map says for how many seconds the database has not confirmed that map. */
export type Result<T> = { readonly ok: true; readonly value: T; readonly mapAgeS?: number } | { readonly ok: false; readonly failure: Failure }

/** The paths of the API that answer a GET with JSON, and what they answer. */
type Answers = { [P in keyof paths]: paths[P] extends { readonly get: { readonly responses: { readonly 200: { content: { readonly 'application/json': infer T } } } } } ? T : never }
type Parameters<P extends keyof paths> = paths[P] extends { readonly get: { readonly parameters: infer T } } ? T : never

export type Ask<P extends keyof paths> = Pick<Parameters<P>, 'path' & keyof Parameters<P>> & Pick<Parameters<P>, 'query' & keyof Parameters<P>> & { readonly signal?: AbortSignal | undefined }

/** The same of a POST, and what it takes. */
type Posts = { [P in keyof paths]: paths[P] extends { readonly post: { readonly requestBody: { readonly content: { readonly 'application/json': infer T } } } } ? T : never }
type Outcomes = { [P in keyof paths]: paths[P] extends { readonly post: { readonly responses: infer R } } ? JsonOf<R[keyof R & (200 | 201)]> : never }
type JsonOf<R> = R extends { content: { readonly 'application/json': infer T } } ? T : never

const TIMEOUT_MS = 15_000
const PATIENCE_MS = 10 * 60_000 // for what writes: it may change every grid of a county

/** Gets JSON from the service that this page came from. Never throws: a failure is a result. */
export async function get<P extends keyof paths>(template: P, ask: Ask<P>): Promise<Result<Answers[P]>> {
	const { path = {}, query = {}, signal } = ask as { path?: Record<string, string>; query?: Record<string, string | number>; signal?: AbortSignal }
	return await answer<Answers[P]>(address(filled(template, path), query), { headers: { Accept: 'application/json' } }, TIMEOUT_MS, signal)
}

/** Posts JSON to it, likewise. */
export async function post<P extends keyof paths>(template: P, body: Posts[P], path: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<Result<Outcomes[P]>> {
	const headers = { Accept: 'application/json', 'Content-Type': 'application/json' }
	return await answer<Outcomes[P]>(address(filled(template, path)), { method: 'POST', headers, body: JSON.stringify(body) }, PATIENCE_MS, signal)
}

async function answer<T>(url: string, request: RequestInit, timeoutMs: number, signal?: AbortSignal): Promise<Result<T>> {
	const deadline = AbortSignal.timeout(timeoutMs)
	try {
		const response = await fetch(url, { ...request, signal: signal ? AbortSignal.any([signal, deadline]) : deadline })
		if (!response.ok) return failed({ kind: 'problem', status: response.status, problem: await problemOf(response) })
		const age = response.headers.get('Wangge-Map-Age')
		return { ok: true, value: (await response.json()) as T, ...(age !== null && { mapAgeS: Number(age) }) }
	} catch (error) {
		if (signal?.aborted) return failed({ kind: 'aborted' })
		if (deadline.aborted) return failed({ kind: 'timeout' })
		return failed({ kind: error instanceof SyntaxError ? 'unreadable' : 'offline' })
	}
}

/** The address of a path of the service: the service lives where this page does, maybe below a folder of a proxy. */
export function address(path: string, query: Readonly<Record<string, string | number>> = {}): string {
	const url = new URL(path.replace(/^\//, ''), new URL('.', document.baseURI))
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
	return url.href
}

/** The addresses of a grid on the face with the map, and of a code's story on that with the codes. */
export const onMap = (code: string): string => `${address('')}#/grid/${code}`
export const storyOf = (code: string): string => `${address('codes')}#/code/${code}`

const filled = (template: string, path: Readonly<Record<string, string>>): string => template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))

const failed = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure })

async function problemOf(response: Response): Promise<Problem> {
	const { status, statusText: title } = response
	if (!/json/.test(response.headers.get('Content-Type') ?? '')) return { type: 'about:blank', status, title }
	return (await response.json()) as Problem
}
