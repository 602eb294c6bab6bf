import { onScopeDispose, shallowRef } from 'vue'
import type { Failure, Result } from '../../api/client'
import type { Candidate, GridDetails, Nearest, Resolution } from '../../api/types'
import * as wangge from '../../api/wangge'
import { gridCode } from '../../model/ids'
import type { Lookup } from '../../model/lookup'
import { formatLookup, parseLookup, sameLookup } from '../../model/lookup'
import type { Entry } from '../../model/lookup_log'
import type { Verdict } from '../../model/verdict'
import { verdictOf } from '../../model/verdict'

/** What the desk shows of a look-up. */
export type Answer =
	| { readonly kind: 'none' }
	| { readonly kind: 'asking'; readonly lookup: Lookup }
	| { readonly kind: 'grid'; readonly lookup: Lookup; readonly time: string; readonly resolution: Resolution; readonly verdict: Exclude<Verdict, 'outside'>; readonly mapAgeS: number }
	| { readonly kind: 'outside'; readonly lookup: Lookup; readonly time: string; readonly nearest: Nearest | null; readonly candidates: readonly Candidate[] }
	| { readonly kind: 'failed'; readonly lookup: Lookup; readonly time: string; readonly failure: Failure }

/** A question on its way, and its answer once it is there. */
interface Question {
	readonly lookup: Lookup
	readonly since: number
	readonly asking: AbortController
	readonly result: Promise<Result<Resolution>>
	settled: Result<Resolution> | null
}

/** An answer that was fetched ahead is shown for so long: what is published meanwhile must not be missed. */
const FRESH_MS = 3_000

/**
 * Asks, shows and records. What is being typed is asked ahead, so that Enter mostly finds the answer there; the latest
 * question wins, whatever order the answers come in.
 */
export function useDesk(record: (entry: Entry) => void) {
	const lookup = shallowRef<Lookup | null>(null)
	const answer = shallowRef<Answer>({ kind: 'none' })
	const details = useDetails()
	let ahead: Question | null = null
	let current: Question | null = null

	/** Fetches what may be asked for next. */
	function prepare(next: Lookup | null): void {
		if (ahead && ahead !== current) ahead.asking.abort()
		ahead = next && !sameLookup(next, lookup.value) ? ask(next) : null
	}
	function show(next: Lookup, recorded: boolean): void {
		const question = taken(ahead, next) ?? ask(next)
		if (current !== question) current?.asking.abort()
		;[current, ahead, lookup.value] = [question, null, next]
		if (question.settled) settle(question.settled, recorded)
		else void wait(question, recorded)
	}
	async function wait(question: Question, recorded: boolean): Promise<void> {
		answer.value = { kind: 'asking', lookup: question.lookup }
		details.clear()
		const result = await question.result
		if (current === question) settle(result, recorded)
	}
	function settle(result: Result<Resolution>, recorded: boolean): void {
		if (!lookup.value) return
		const now = (answer.value = answerOf(lookup.value, result))
		details.follow(now)
		if (recorded) record(entryOf(now))
	}

	/** Shows the address's look-up: at the start, and when "back" or a link has led to it. */
	function followAddress(recorded: boolean): void {
		const next = parseLookup(location.hash)
		if (!next) leave()
		else if (!sameLookup(next, lookup.value)) show(next, recorded)
	}
	function leave(): void {
		current?.asking.abort()
		;[current, lookup.value, answer.value] = [null, null, { kind: 'none' }]
		details.clear()
	}
	const go = (next: Lookup | null): void => {
		if (formatLookup(next) !== location.hash) history.pushState(null, '', formatLookup(next))
	}
	const back = (): void => { followAddress(false) }
	addEventListener('popstate', back)
	onScopeDispose(() => {
		removeEventListener('popstate', back)
		current?.asking.abort()
		prepare(null)
	})
	return {
		lookup, answer, own: details.own, beside: details.beside, prepare, start: () => { followAddress(true) },
		look: (next: Lookup) => { go(next); show(next, true) },
		restore: (next: Lookup) => { go(next); show(next, false) },
		again: () => { if (lookup.value) show(lookup.value, answer.value.kind === 'failed') },
		clear: () => { go(null); leave() },
	}
}

function ask(lookup: Lookup): Question {
	const asking = new AbortController()
	const question: Question = { lookup, since: performance.now(), asking, settled: null, result: wangge.lookUp(lookup, asking.signal) }
	void question.result.then((result) => (question.settled = result))
	return question
}

const taken = (ahead: Question | null, next: Lookup): Question | null =>
	ahead && sameLookup(ahead.lookup, next) && performance.now() - ahead.since < FRESH_MS && ahead.settled?.ok !== false ? ahead : null

function answerOf(lookup: Lookup, result: Result<Resolution>): Exclude<Answer, { kind: 'none' | 'asking' }> {
	const time = new Date().toISOString()
	if (result.ok) return { kind: 'grid', lookup, time, resolution: result.value, verdict: verdictOf(result.value, lookup.accuracyM), mapAgeS: result.mapAgeS ?? 0 }
	const { failure } = result
	if (failure.kind !== 'problem' || failure.problem.type !== '/problems/outside') return { kind: 'failed', lookup, time, failure }
	return { kind: 'outside', lookup, time, nearest: failure.problem.nearest ?? null, candidates: failure.problem.candidates ?? [] }
}

function entryOf(answer: ReturnType<typeof answerOf>): Entry {
	const { lookup, time } = answer
	switch (answer.kind) {
		case 'grid':
			return { time, lookup, outcome: answer.verdict, grid: { code: answer.resolution.grid.code, name: answer.resolution.grid.name } }
		case 'outside':
			return { time, lookup, outcome: 'outside', grid: answer.nearest && { code: answer.nearest.code, name: answer.nearest.name } }
		case 'failed':
			return { time, lookup, outcome: 'failed', grid: null }
	}
}

/** What the map draws and the answer adds once it is there: the grid of the answer, or outside the nearest, and the neighbour behind a near border. */
function useDetails() {
	const own = shallowRef<GridDetails | null>(null)
	const beside = shallowRef<GridDetails | null>(null)
	let asking = new AbortController()

	function clear(): void {
		asking.abort()
		own.value = beside.value = null
	}
	function follow(answer: Answer): void {
		clear()
		const { signal } = (asking = new AbortController())
		const load = async (code: string | undefined, into: typeof own): Promise<void> => {
			const found = code ? await wangge.grid(gridCode(code), signal) : null
			if (found?.ok && !signal.aborted) into.value = found.value
		}
		if (answer.kind === 'outside') void load(answer.nearest?.code, own)
		if (answer.kind !== 'grid') return
		void load(answer.resolution.grid.code, own)
		if (answer.verdict !== 'clear') void load(answer.resolution.border.neighbour, beside)
	}
	onScopeDispose(clear)
	return { own, beside, clear, follow }
}
