import { computed } from 'vue'
import type { GridDetails, Nearest } from '../../api/types'
import type { Lookup } from '../../model/lookup'
import { spacedCode } from '../../model/ids'
import { ticketText } from '../../model/ticket'
import { useTexts } from '../texts'
import { useWords } from '../use_words'
import type { Answer } from './use_desk'

type Answered = Extract<Answer, { kind: 'grid' }>

/** An answer in words: the warning, what is announced, and the ticket's text. */
export function useSaid(answer: () => Answer, own: () => GridDetails | null, beside: () => GridDetails | null) {
	const { t, word, locale } = useTexts()
	const { share, distanceText, moment, reason } = useWords()

	const verdict = computed(() => {
		const now = answer()
		if (now.kind === 'none' || now.kind === 'asking') return null
		return now.kind === 'grid' ? now.verdict : now.kind
	})
	const warning = computed(() => {
		const now = answer()
		return now.kind === 'grid' ? warningOf(now) : now.kind === 'outside' ? t('dispatch.warn.outside') : ''
	})
	function warningOf({ verdict: is, resolution: { border, candidates = [], grid }, lookup: { accuracyM } }: Answered): string {
		if (is === 'clear') return ''
		if (is === 'ambiguous') return t('dispatch.warn.ambiguous', { accuracy: accuracyOf(accuracyM) ?? '', share: share(candidates.find(({ code }) => code === grid.code)?.share ?? 0) })
		const distance = distanceText(border.distanceM)
		return border.neighbour ? t('dispatch.warn.nearBorder', { distance, neighbour: neighbour(border.neighbour) }) : t('dispatch.warn.nearRim', { distance })
	}
	const neighbour = (code: string): string => [beside()?.name, spacedCode(code)].filter(Boolean).join(' ')
	const nearest = ({ distanceM, direction: { en, zh } }: Nearest): string => t('dispatch.warn.nearest', { distance: distanceText(distanceM), direction: locale.value === 'en' ? en : zh })
	const accuracyOf = (metres: Lookup['accuracyM']): string | null => (metres === null ? null : `±${distanceText(metres)}`)

	/** What a reader of the screen hears. */
	const announced = computed(() => {
		const now = answer()
		if (now.kind === 'asking') return t('dispatch.announce.asking')
		if (now.kind === 'failed') return t('dispatch.announce.failed', { reason: reason(now.failure) })
		if (now.kind === 'outside') return t('dispatch.announce.outside', { nearest: now.nearest ? `${nearest(now.nearest)} ${now.nearest.name}` : '' })
		if (now.kind !== 'grid') return ''
		const { grid, people: [first] } = now.resolution
		return t('dispatch.announce.grid', { verdict: t(`dispatch.verdict.${now.verdict}`), name: grid.name, code: grid.code, person: first ? `${word('role', first.role)} ${first.name}` : t('grid.nobody') })
	})

	const ticket = computed(() => {
		const now = answer()
		return now.kind === 'grid' ? ticketOf(now) : ''
	})
	function ticketOf({ lookup, time, resolution: { grid, path, people, candidates = [], border, revision, locationCode } }: Answered): string {
		const labels = {
			warning: t('dispatch.ticket.warning'), grid: t('dispatch.ticket.grid'), code: t('dispatch.ticket.code'), path: t('dispatch.ticket.path'), position: t('dispatch.ticket.position'),
			location: t('dispatch.ticket.location'), border: t('dispatch.ticket.border'), candidate: t('dispatch.ticket.candidate'), revision: t('dispatch.ticket.revision'), time: t('dispatch.ticket.time'),
		}
		return ticketText(
			{
				asked: { at: lookup.at, datum: t(`datum.${lookup.datum}`), accuracy: accuracyOf(lookup.accuracyM), time: moment(time) },
				grid: { ...grid, path, spoken: own()?.spoken ?? null, location: locationCode },
				people: people.map((p) => ({ network: p.network, role: word('role', p.role), name: p.name, phone: p.phone, rule: t(`dispatch.reason.${p.rule}`) })),
				candidates: candidates.map(({ code, name, share: part }) => ({ code, name, share: share(part) })),
				warning: warning.value,
				border: [distanceText(border.distanceM), border.neighbour ? t('grid.neighbour', { code: neighbour(border.neighbour) }) : t('grid.atRim')].join(' · '),
				revision: t('dispatch.revision', { number: revision.number, time: moment(revision.publishedAt) }),
			},
			{ labels, people: (network) => t('dispatch.ticket.people', { network: word('network', network) }), nobody: t('dispatch.ticket.nobody') },
		)
	}
	return { verdict, warning, nearest, announced, ticket }
}
export type Said = ReturnType<typeof useSaid>
