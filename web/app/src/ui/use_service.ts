import { onScopeDispose, shallowRef } from 'vue'
import type { Failure } from '../api/client'
import type { Division, Network, RevisionMark, TileJson } from '../api/types'
import * as wangge from '../api/wangge'

/** What is published, as the whole page needs it. */
export interface Published {
	readonly revision: RevisionMark
	readonly tiles: TileJson
	readonly county: Division | null
	readonly networks: readonly Network[]
}

export type Service =
	| { readonly phase: 'loading' }
	| { readonly phase: 'empty' } // it runs, and has no revision yet
	| { readonly phase: 'failed'; readonly failure: Failure }
	| { readonly phase: 'ready'; readonly published: Published; readonly stale: boolean }

const [SOON_MS, LATER_MS] = [5_000, 60_000]

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
		const calm = service.value.phase === 'ready' && !service.value.stale
		timer = setTimeout(() => void check(), calm ? LATER_MS : SOON_MS)
	}
	const atOnce = (): void => void check()
	addEventListener('online', atOnce)
	onScopeDispose(() => {
		clearTimeout(timer)
		removeEventListener('online', atOnce)
	})
	void check()
	return { service, check }
}

async function next(before: Service): Promise<Service> {
	const revisions = await wangge.revisions()
	if (!revisions.ok) return lost(before, revisions.failure)
	const revision = revisions.value.items.reduce<RevisionMark | null>((latest, item) => (latest && latest.number > item.number ? latest : item), null)
	if (!revision) return { phase: 'empty' }
	if (before.phase === 'ready' && before.published.revision.number === revision.number) return { ...before, stale: false }
	const [tiles, counties, networks] = await Promise.all([wangge.tileJson('grids'), wangge.counties(), wangge.networks()])
	if (!tiles.ok) return lost(before, tiles.failure)
	const published = {
		revision,
		tiles: tiles.value,
		county: counties.ok ? (counties.value.items[0] ?? null) : null,
		networks: networks.ok ? networks.value.items : [],
	}
	return { phase: 'ready', published, stale: false }
}

/** What has been read stays on the screen when the service goes away. */
function lost(before: Service, failure: Failure): Service {
	if (before.phase === 'ready') return { ...before, stale: true }
	return failure.kind === 'problem' && failure.status === 503 ? { phase: 'empty' } : { phase: 'failed', failure }
}
