import { computed, shallowRef, watch } from 'vue'
import type { Matter, Network } from '../../api/types'
import * as wangge from '../../api/wangge'
import type { Whom } from '../../model/lookup'
import { networkOrder } from '../../model/people'
import { useTexts } from '../texts'

/** Whose people can be asked for, as they are known with a revision of the map, and how each is called. */
export function useWhom(revision: () => number | undefined) {
	const { word } = useTexts()
	const networks = shallowRef<readonly Network[]>([])
	const matters = shallowRef<readonly Matter[]>([])
	watch(revision, (now) => { if (now !== undefined) void load() }, { immediate: true })

	async function load(): Promise<void> {
		const [lines, kinds] = await Promise.all([wangge.networks(), wangge.matters()])
		if (lines.ok) networks.value = lines.value.items
		if (kinds.ok) matters.value = kinds.value.items
	}

	/** Counties may know the same ones: each is offered once. */
	const groups = computed(() => [
		{ group: 'networks', choices: [...new Set(networks.value.map(({ name }) => name))].sort(networkOrder).map((network): Whom => ({ network })) },
		{ group: 'matters', choices: [...new Set(matters.value.map(({ matter }) => matter))].map((matter): Whom => ({ matter })) },
	].filter(({ choices }) => choices.length > 0))
	/** A matter is called as the county calls it, in every language. */
	const called = ({ network, matter }: Whom): string =>
		matter ? matters.value.find((each) => each.matter === matter)?.name || matter : network ? word('network', network) : ''
	return { groups, called }
}
export type Choices = ReturnType<typeof useWhom>
