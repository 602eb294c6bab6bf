import type { Failure } from '../api/client'
import { area, distance } from '../model/format'
import { useTexts } from './texts'

/** Measures, numbers, times and failures in the reader's language. */
export function useWords() {
	const { t, locale } = useTexts()
	const number = (value: number, digits = 0): string =>
		new Intl.NumberFormat(locale.value, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
	const areaText = (m2: number): string => {
		const { value, digits, unit } = area(m2)
		return t(`unit.${unit}`, { n: number(value, digits) })
	}
	const distanceText = (m: number): string => {
		const { value, digits, unit } = distance(m)
		return t(`unit.${unit}`, { n: number(value, digits) })
	}
	/** A part of a whole; one that is too small to be told is not told as none. */
	const share = (part: number): string => {
		const format = new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 })
		return part > 0 && part < 0.0005 ? `< ${format.format(0.001)}` : format.format(part)
	}
	const day = (time: string): string => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium' }).format(new Date(time))
	const shortDay = (time: string): string => new Intl.DateTimeFormat(locale.value, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(time))
	const moment = (time: string): string => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time))
	const span = (seconds: number): string =>
		new Intl.NumberFormat(locale.value, { style: 'unit', unitDisplay: 'long', maximumFractionDigits: 0, unit: seconds < 120 ? 'second' : 'minute' }).format(seconds < 120 ? seconds : seconds / 60)
	const clock = (time: string): string => new Intl.DateTimeFormat(locale.value, { timeStyle: 'medium', hourCycle: 'h23' }).format(new Date(time))
	const reason = (failure: Failure): string =>
		failure.kind === 'problem' ? t('failure.problem', { status: failure.status, title: failure.problem.title }) : t(`failure.${failure.kind}`)
	return { number, share, areaText, distanceText, day, shortDay, moment, span, clock, reason }
}
