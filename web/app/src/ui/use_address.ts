import { readonly, shallowRef } from 'vue'
import type { Address, Place, View } from '../model/address'
import { formatAddress, parseAddress, samePlace } from '../model/address'

const current = shallowRef<Address>(parseAddress(location.hash))

addEventListener('popstate', () => {
	current.value = parseAddress(location.hash)
})

/** The page's address: what is shown and where the map stands. A new place is a step that "back" undoes; a moved map is not. */
export function useAddress() {
	const go = (place: Place): void => {
		if (samePlace(place, current.value.place)) return
		current.value = { ...current.value, place }
		history.pushState(null, '', formatAddress(current.value))
	}
	const look = (view: View): void => {
		current.value = { ...current.value, view }
		history.replaceState(null, '', formatAddress(current.value))
	}
	return { address: readonly(current), go, look }
}
