import { readonly, shallowRef } from 'vue'
import type { Screen } from '../../model/codes_address'
import { formatScreen, parseScreen } from '../../model/codes_address'

const current = shallowRef<Screen>(parseScreen(location.hash))

addEventListener('popstate', () => {
	current.value = parseScreen(location.hash)
})

/** The address of the page of codes. What was gone to is a step that "back" undoes; what was adjusted is not. */
export function useScreen() {
	const go = (screen: Screen): void => {
		if (formatScreen(screen) === formatScreen(current.value)) return
		history.pushState(null, '', formatScreen(screen))
		current.value = screen
	}
	const adjust = (screen: Screen): void => {
		history.replaceState(null, '', formatScreen(screen))
		current.value = screen
	}
	return { screen: readonly(current), go, adjust }
}
