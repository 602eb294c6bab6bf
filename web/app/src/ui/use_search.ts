import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Failure } from '../api/client'
import type { Hit } from '../api/types'
import * as wangge from '../api/wangge'
import type { Place } from '../model/address'
import { divisionPlace, gridPlace } from '../model/address'
import type { Datum } from '../model/datum'
import { DATUMS, isDatum } from '../model/datum'
import { readQuery } from '../model/query'

export type Option = { readonly kind: 'hit'; readonly hit: Hit; readonly place: Place } | { readonly kind: 'datum'; readonly datum: Datum; readonly place: Place }

const [PAUSE_MS, LIMIT, KEY] = [200, 20, 'wangge.datum']

/** What is typed, what it was understood as, and the choices it leads to. */
export function useSearch() {
	const text = ref('')
	const query = computed(() => readQuery(text.value))
	const hits = shallowRef<readonly Hit[]>([])
	const state = shallowRef<'idle' | 'asking' | 'answered' | Failure>('idle')
	let asking = new AbortController()
	let timer: ReturnType<typeof setTimeout> | undefined

	watch(query, (now) => {
		stop()
		hits.value = []
		state.value = now.kind === 'words' ? 'asking' : 'idle'
		if (now.kind === 'words') timer = setTimeout(() => void ask(now.text), PAUSE_MS)
	})
	onScopeDispose(stop)

	function stop(): void {
		clearTimeout(timer)
		asking.abort()
	}
	async function ask(words: string): Promise<void> {
		const mine = (asking = new AbortController())
		const page = await wangge.search(words, LIMIT, mine.signal)
		if (mine.signal.aborted) return
		hits.value = page.ok ? page.value.items : []
		state.value = page.ok ? 'answered' : page.failure
	}
	const options = computed<readonly Option[]>(() => {
		const now = query.value
		if (now.kind !== 'position') return hits.value.flatMap(optionOf)
		const datums = now.datum ? [now.datum] : lastFirst()
		return datums.map((datum) => ({ kind: 'datum', datum, place: { kind: 'position', at: now.at, datum } }))
	})
	return { text, query, state, options }
}

function optionOf(hit: Hit): Option[] {
	if (hit.kind === 'division') return [{ kind: 'hit', hit, place: divisionPlace(hit.code) }]
	const code = hit.kind === 'grid' ? hit.code : hit.grid
	if (code) return [{ kind: 'hit', hit, place: gridPlace(code) }]
	return hit.at ? [{ kind: 'hit', hit, place: { kind: 'position', at: { lng: hit.at[0], lat: hit.at[1] }, datum: 'cgcs2000' } }] : []
}

/** The datum chosen last time stands first; it is offered, never taken by itself. */
function lastFirst(): readonly Datum[] {
	const last = rememberedDatum()
	return last ? [last, ...DATUMS.filter((datum) => datum !== last)] : DATUMS
}

export function rememberDatum(datum: Datum): void {
	try {
		localStorage.setItem(KEY, datum)
	} catch {
		// A browser that keeps nothing offers them in the usual order.
	}
}

export function rememberedDatum(): Datum | null {
	try {
		const last = localStorage.getItem(KEY) ?? ''
		return isDatum(last) ? last : null
	} catch {
		return null
	}
}
