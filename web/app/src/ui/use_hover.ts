import { onScopeDispose, shallowRef } from 'vue'
import type { Person, Step } from '../api/types'
import * as wangge from '../api/wangge'
import type { Touched } from '../map/coverage_layers'
import { divisionCode, gridCode } from '../model/ids'

/** What a sign beside the pointer says: at once what the tiles know, then what the service adds. */
export interface Sign {
	readonly touched: Touched
	readonly more: { readonly path: readonly Step[]; readonly people: readonly Person[]; readonly grids: number | null } | null
}
type More = NonNullable<Sign['more']>

const PAUSE_MS = 100

/** Follows the pointer from area to area. What was asked once is kept until `forget`. */
export function useHover() {
	const sign = shallowRef<Sign | null>(null)
	const known = new Map<string, More>()
	let timer: ReturnType<typeof setTimeout> | undefined
	let asking = new AbortController()

	function over(touched: Touched | null): void {
		if (touched?.code === sign.value?.touched.code) return
		leave()
		sign.value = touched && { touched, more: known.get(touched.code) ?? null }
		if (touched && !known.has(touched.code)) timer = setTimeout(() => void ask(touched), PAUSE_MS)
	}
	function leave(): void {
		clearTimeout(timer)
		asking.abort()
	}
	async function ask(touched: Touched): Promise<void> {
		const mine = (asking = new AbortController())
		const more = await moreOf(touched, mine.signal)
		if (!more || mine.signal.aborted) return
		known.set(touched.code, more)
		sign.value = { touched, more }
	}
	onScopeDispose(leave)
	return { sign, over, forget: () => { known.clear() } }
}

async function moreOf({ kind, code }: Touched, signal: AbortSignal): Promise<More | null> {
	if (kind === 'grid') {
		const grid = await wangge.grid(gridCode(code), signal)
		return grid.ok ? { path: grid.value.path, people: grid.value.people, grids: null } : null
	}
	const division = await wangge.division(divisionCode(code), signal)
	return division.ok ? { path: division.value.path.slice(0, -1), people: [], grids: division.value.grids } : null
}
