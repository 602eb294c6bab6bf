import { shallowRef, watch } from 'vue'
import type { Entry } from '../../model/lookup_log'
import { formatLog, parseLog, withEntry } from '../../model/lookup_log'

const KEY = 'wangge.lookups'

/** The look-ups of this session: they hold where people called from, so they end with the tab. */
export function useLog() {
	const log = shallowRef<readonly Entry[]>(stored())
	watch(log, keep)
	const record = (entry: Entry): void => { log.value = withEntry(log.value, entry) }
	const forget = (): void => { log.value = [] }
	return { log, record, forget }
}

function stored(): readonly Entry[] {
	try {
		return parseLog(sessionStorage.getItem(KEY) ?? '')
	} catch {
		return []
	}
}

function keep(log: readonly Entry[]): void {
	try {
		if (log.length > 0) sessionStorage.setItem(KEY, formatLog(log))
		else sessionStorage.removeItem(KEY)
	} catch {
		// A browser that keeps nothing has the list until the page is left.
	}
}
