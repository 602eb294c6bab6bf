import { onScopeDispose, shallowRef } from 'vue'
import type { Failure } from '../api/client'
import type { Revision, TileJson } from '../api/types'
import * as wangge from '../api/wangge'

/** What is published, as the whole page needs it. */
export interface Published {
	readonly revision: Revision
	readonly tiles: TileJson
	readonly county: { readonly code: string; readonly name: string } | null
}

export type Service =
	| { readonly phase: 'loading' }
	| { readonly phase: 'empty' } // it runs, and has no revision yet
	| { readonly phase: 'failed'; readonly failure: Failure }
	| { readonly phase: 'ready'; readonly published: Published; readonly trouble: Trouble | null }

/** Why what is shown may be out of date: the service is not reached, or has not reached its database for some minutes. */
export type Trouble = { readonly kind: 'offline' } | { readonly kind: 'behind'; readonly minutes: number }

/** How soon to ask again: a service that reads its map has it in a moment, one that is well changes seldom. */
const PAUSE_MS = { loading: 1_000, empty: 5_000, failed: 5_000, trouble: 5_000, ready: 60_000 }

/** Follows the service: asks until something is published, then whether something newer is. */
export function useService() {
	const service = shallowRef<Service>({ phase: 'loading' })
	let timer: ReturnType<typeof setTimeout> | undefined
	let asking = false

	async function check(): Promise<void> {
		if (asking) return
		asking = true
		clearTimeout(timer)
		service.value = await next(service.value)
		asking = false
		const { value: now } = service
		timer = setTimeout(() => void check(), PAUSE_MS[now.phase === 'ready' && now.trouble ? 'trouble' : now.phase])
	}
	const atOnce = (): void => void check()
	const signs = ['online', 'offline'] as const
	for (const sign of signs) addEventListener(sign, atOnce)
	onScopeDispose(() => {
		clearTimeout(timer)
		for (const sign of signs) removeEventListener(sign, atOnce)
	})
	void check()
	return { service, check }
}

async function next(before: Service): Promise<Service> {
	const ready = await wangge.ready()
	if (!ready.ok) return lost(before, ready.failure)
	const { revision: number, publishedAt, ageSeconds } = ready.value
	const trouble = behind(ageSeconds)
	if (before.phase === 'ready' && before.published.revision.number === number) return { ...before, trouble }
	const [tiles, counties] = await Promise.all([wangge.tiles(), wangge.counties()])
	if (!tiles.ok) return lost(before, tiles.failure)
	const county = counties.ok ? counties.value.items.find(({ grids }) => grids > 0) : undefined
	return { phase: 'ready', published: { revision: { number, publishedAt }, tiles: tiles.value, county: county ?? null }, trouble }
}

const behind = (ageSeconds: number): Trouble | null => (ageSeconds < 120 ? null : { kind: 'behind', minutes: Math.round(ageSeconds / 60) })

/** What has been read stays on the screen when the service goes away. */
function lost(before: Service, failure: Failure): Service {
	if (before.phase === 'ready') return { ...before, trouble: { kind: 'offline' } }
	if (failure.kind !== 'problem' || failure.status !== 503) return { phase: 'failed', failure }
	return { phase: failure.problem.type === '/problems/unpublished' ? 'empty' : 'loading' } // it starts, and reads the map
}
