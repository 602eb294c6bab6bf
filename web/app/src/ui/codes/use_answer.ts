import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Failure, Result } from '../../api/client'

/** What the service says to a question. */
export type Answer<T> =
	| { readonly phase: 'idle' } // nothing is asked
	| { readonly phase: 'asking' }
	| { readonly phase: 'failed'; readonly failure: Failure }
	| { readonly phase: 'ready'; readonly value: T }

/**
 * Asks whenever the question becomes another one; null asks nothing. The latest question wins, whatever order the answers come
 * in, and one that failed for want of a connection is asked again when there is one.
 */
export function useAnswer<T>(question: () => string | null, ask: (question: string, signal: AbortSignal) => Promise<Result<T>>) {
	const answer = shallowRef<Answer<T>>({ phase: 'idle' })
	let asking = new AbortController()

	async function again(): Promise<void> {
		asking.abort()
		const [mine, now] = [(asking = new AbortController()), question()]
		answer.value = { phase: now === null ? 'idle' : 'asking' }
		if (now === null) return
		const result = await ask(now, mine.signal)
		if (mine.signal.aborted) return
		answer.value = result.ok ? { phase: 'ready', value: result.value } : { phase: 'failed', failure: result.failure }
	}
	const reconnected = (): void => {
		if (answer.value.phase === 'failed' && answer.value.failure.kind === 'offline') void again()
	}
	addEventListener('online', reconnected)
	onScopeDispose(() => {
		asking.abort()
		removeEventListener('online', reconnected)
	})
	watch(question, again, { immediate: true })
	return { answer, again }
}
