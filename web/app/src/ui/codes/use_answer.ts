import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Failure, Result } from '../../api/client'

/** What the service says to a question. */
export type Answer<T> =
	| { readonly phase: 'idle' } // nothing is asked
	| { readonly phase: 'asking' }
	| { readonly phase: 'failed'; readonly failure: Failure }
	| { readonly phase: 'ready'; readonly value: T }

const PAUSE_MS = 5_000

/**
 * Asks whenever the question becomes another one; null asks nothing. The latest question wins, whatever order the answers come
 * in, and one that failed for want of a connection is asked again until there is one.
 */
export function useAnswer<T>(question: () => string | null, ask: (question: string, signal: AbortSignal) => Promise<Result<T>>) {
	const answer = shallowRef<Answer<T>>({ phase: 'idle' })
	let asking = new AbortController()
	let timer: ReturnType<typeof setTimeout> | undefined

	async function again(): Promise<void> {
		const now = question()
		answer.value = { phase: now === null ? 'idle' : 'asking' }
		await put(now)
	}
	/** Asks while what was said before stands on the page. */
	async function put(now: string | null): Promise<void> {
		stop()
		const mine = (asking = new AbortController())
		if (now === null) return
		const result = await ask(now, mine.signal)
		if (mine.signal.aborted) return
		answer.value = result.ok ? { phase: 'ready', value: result.value } : { phase: 'failed', failure: result.failure }
		if (isOffline()) timer = setTimeout(reconnect, PAUSE_MS)
	}
	function stop(): void {
		clearTimeout(timer)
		asking.abort()
	}
	const isOffline = (): boolean => answer.value.phase === 'failed' && answer.value.failure.kind === 'offline'
	const reconnect = (): void => { if (isOffline()) void put(question()) }
	addEventListener('online', reconnect)
	onScopeDispose(() => {
		stop()
		removeEventListener('online', reconnect)
	})
	watch(question, again, { immediate: true })
	return { answer, again }
}
