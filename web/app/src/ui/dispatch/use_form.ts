import { computed, ref, shallowRef, watch } from 'vue'
import type { Datum } from '../../model/datum'
import type { Lookup, Whom } from '../../model/lookup'
import { readAccuracy } from '../../model/lookup'
import { readPasted } from '../../model/pasted'
import { rememberDatum, rememberedDatum } from '../use_search'

/** How a datum is written beside a position, so that it is read again as what it is. */
const WRITTEN: Readonly<Record<Datum, string>> = { cgcs2000: 'CGCS2000', wgs84: 'WGS84', gcj02: 'GCJ-02', bd09: 'BD-09' }

/**
 * What is typed at the desk, and the look-up that it makes. The datum is the one that was chosen last, unless the text names
 * its own; then that one is chosen, for this text only.
 */
export function useForm() {
	const text = ref('')
	const accuracy = ref('')
	const whom = shallowRef<Whom>({})
	const kept = shallowRef<Datum | null>(rememberedDatum())
	const chosen = shallowRef<Datum | null>(null) // for this text, against what it names
	watch(text, () => (chosen.value = null))

	const reading = computed(() => readPasted(text.value))
	const position = computed(() => (reading.value.kind === 'position' ? reading.value : null))
	const named = computed(() => position.value?.datum ?? null)
	const datum = computed<Datum | null>({
		get: () => chosen.value ?? named.value ?? kept.value,
		set: (next) => {
			if (!next) return
			chosen.value = kept.value = next
			rememberDatum(next)
		},
	})
	const accuracyM = computed(() => (accuracy.value === '' ? (position.value?.accuracyM ?? null) : readAccuracy(accuracy.value)))
	const lookup = computed<Lookup | null>(() => {
		if (!position.value || !datum.value || accuracyM.value === 'wrong') return null
		return { at: position.value.at, datum: datum.value, accuracyM: accuracyM.value, whom: whom.value }
	})

	/** Writes a look-up as if it had been typed. */
	function write({ at, datum: given, accuracyM: metres, whom: asked }: Lookup): void {
		text.value = `${WRITTEN[given]} ${at.lng}, ${at.lat}`
		accuracy.value = String(metres ?? '')
		whom.value = asked
	}
	return { text, accuracy, whom, reading, position, named, datum, accuracyM, lookup, write, clear: () => { [text.value, accuracy.value] = ['', ''] } }
}
export type Form = ReturnType<typeof useForm>
