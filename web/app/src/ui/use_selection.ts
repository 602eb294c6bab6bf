import type { Ref } from 'vue'
import { shallowRef, watch } from 'vue'
import type { Failure, Result } from '../api/client'
import type { Division, GridDetails, Nearest, Resolution } from '../api/types'
import * as wangge from '../api/wangge'
import type { Place } from '../model/address'
import { divisionPlace, gridPlace } from '../model/address'
import type { Datum } from '../model/datum'
import type { DivisionCode } from '../model/ids'
import { divisionCode, gridCode } from '../model/ids'
import type { LngLat } from '../model/position'

/** One line of a division's list. */
export interface Below {
	readonly place: Place
	readonly name: string
	readonly grids: number | null
}

/** What the panel shows of the place in the address. */
export type Selection =
	| { readonly kind: 'none' }
	| { readonly kind: 'loading' }
	| { readonly kind: 'grid'; readonly grid: GridDetails; readonly resolution: Resolution | null; readonly asked: LngLat | null }
	| { readonly kind: 'division'; readonly division: Division; readonly below: readonly Below[] }
	| { readonly kind: 'outside'; readonly at: LngLat; readonly datum: Datum; readonly shown: LngLat | null; readonly nearest: Nearest | null }
	| { readonly kind: 'missing'; readonly what: 'grid' | 'division'; readonly code: string }
	| { readonly kind: 'retired'; readonly code: string }
	| { readonly kind: 'failed'; readonly failure: Failure }

/** Loads what the place names; the latest place wins, whatever order the answers come in. */
export function useSelection(place: Readonly<Ref<Place>>) {
	const selection = shallowRef<Selection>({ kind: 'none' })
	let asking = new AbortController()

	async function load(): Promise<void> {
		asking.abort()
		const mine = (asking = new AbortController())
		if (place.value.kind !== 'overview') selection.value = { kind: 'loading' }
		const loaded = await selectionOf(place.value, mine.signal)
		if (!mine.signal.aborted) selection.value = loaded
	}
	watch(place, load, { immediate: true })
	return { selection, reload: load }
}

async function selectionOf(place: Place, signal: AbortSignal): Promise<Selection> {
	switch (place.kind) {
		case 'overview':
			return { kind: 'none' }
		case 'grid':
			return found(await wangge.grid(place.code, signal), 'grid', place.code, (grid) => ({ kind: 'grid', grid, resolution: null, asked: null }))
		case 'division':
			return divisionOf(place.code, signal)
		case 'position':
			return positionOf(place.at, place.datum, signal)
	}
}

async function positionOf(at: LngLat, datum: Datum, signal: AbortSignal): Promise<Selection> {
	const resolution = await wangge.resolve(at, datum, signal)
	if (!resolution.ok) {
		const { failure } = resolution
		const outside = failure.kind === 'problem' && failure.problem.type === '/problems/outside'
		return outside ? { kind: 'outside', at, datum, shown: shownAt(at, datum), nearest: failure.problem.nearest ?? null } : { kind: 'failed', failure }
	}
	const code = gridCode(resolution.value.grid.code)
	return found(await wangge.grid(code, signal), 'grid', code, (grid) => ({ kind: 'grid', grid, resolution: resolution.value, asked: at }))
}

/** Where a position outside stands on the map, if that can be told here: converting is the service's business. */
export const shownAt = (at: LngLat, datum: Datum): LngLat | null => (datum === 'cgcs2000' || datum === 'wgs84' ? at : null)

async function divisionOf(code: DivisionCode, signal: AbortSignal): Promise<Selection> {
	const division = await wangge.division(code, signal)
	if (!division.ok) return found(division, 'division', code, () => ({ kind: 'none' }))
	const below = division.value.level === 'community' ? await gridsBelow(code, signal) : await divisionsBelow(code, signal)
	if (!below.ok) return { kind: 'failed', failure: below.failure }
	return { kind: 'division', division: division.value, below: below.value }
}

export async function divisionsBelow(parent: string, signal?: AbortSignal): Promise<Result<readonly Below[]>> {
	const page = await wangge.divisionsOf(divisionCode(parent), signal)
	if (!page.ok) return page
	return { ok: true, value: page.value.items.map(({ code, name, grids }) => ({ place: divisionPlace(code), name, grids })) }
}

async function gridsBelow(code: DivisionCode, signal: AbortSignal): Promise<Result<readonly Below[]>> {
	const page = await wangge.gridsOf(code, signal)
	if (!page.ok) return page
	return { ok: true, value: page.value.items.map(({ code, name }) => ({ place: gridPlace(code), name, grids: null })) }
}

function found<T>(result: Result<T>, what: 'grid' | 'division', code: string, show: (value: T) => Selection): Selection {
	if (result.ok) return show(result.value)
	const { failure } = result
	if (failure.kind === 'problem' && failure.problem.type === '/problems/retired') return { kind: 'retired', code }
	return failure.kind === 'problem' && failure.status === 404 ? { kind: 'missing', what, code } : { kind: 'failed', failure }
}
