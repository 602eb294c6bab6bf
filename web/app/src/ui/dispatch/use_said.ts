import { computed } from 'vue'
import type { Candidate, GridDetails, Nearest } from '../../api/types'
import { evidence } from '../../api/wangge'
import type { Lookup, Whom } from '../../model/lookup'
import { spacedCode } from '../../model/ids'
import type { Ticket } from '../../model/ticket'
import { ticketText } from '../../model/ticket'
import { useTexts } from '../texts'
import { useWords } from '../use_words'
import type { Answer } from './use_desk'

type Answered = Extract<Answer, { kind: 'grid' }>

/** An answer in words: the warning, what is announced, and the ticket's text. */
export function useSaid(answer: () => Answer, own: () => GridDetails | null, beside: () => GridDetails | null, called: (whom: Whom) => string) {
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

	const labels = () => ({
		warning: t('dispatch.ticket.warning'), grid: t('dispatch.ticket.grid'), code: t('dispatch.ticket.code'), path: t('dispatch.ticket.path'), position: t('dispatch.ticket.position'),
		location: t('dispatch.ticket.location'), border: t('dispatch.ticket.border'), matter: t('dispatch.ticket.matter'), candidate: t('dispatch.ticket.candidate'), revision: t('dispatch.ticket.revision'),
		time: t('dispatch.ticket.time'), again: t('dispatch.ticket.again'),
	})
	const ticket = computed(() => {
		const now = answer()
		if (now.kind !== 'grid' && now.kind !== 'outside') return ''
		const { lookup: { at, datum, accuracyM, whom }, time } = now
		const asked = { at, datum: t(`datum.${datum}`), accuracy: accuracyOf(accuracyM), matter: whom.matter ? called(whom) : '', time: moment(time) }
		const about = now.kind === 'grid' ? found(now) : outside(now)
		return ticketText({ asked, ...about }, { labels: labels(), people: (network) => t('dispatch.ticket.people', { network: word('network', network) }), nobody: t('dispatch.ticket.nobody') })
	})
	function found({ lookup, resolution: { grid, path, people, candidates = [], border, revision, locationCode, at } }: Answered): Omit<Ticket, 'asked'> {
		const limit = [distanceText(border.distanceM), border.neighbour ? t('grid.neighbour', { code: neighbour(border.neighbour) }) : t('grid.atRim')].join(' · ')
		return {
			grid: { ...grid, path, spoken: own()?.spoken ?? null, location: locationCode, border: limit },
			people: people.map((p) => ({ network: p.for ?? p.network, role: word('role', p.role), name: p.name, phone: p.phone, rule: t(`dispatch.reason.${p.rule}`) })),
			candidates: candidates.map(shared),
			warning: warning.value,
			revision: t('dispatch.revision', { number: revision.number, time: moment(revision.publishedAt) }),
			again: evidence(lookup, at),
		}
	}
	function outside({ nearest: near, candidates }: Extract<Answer, { kind: 'outside' }>): Omit<Ticket, 'asked'> {
		const away = near ? `${nearest(near)} ${near.name} ${spacedCode(near.code)}` : ''
		return { grid: null, people: [], candidates: candidates.map(shared), warning: [warning.value, away].filter(Boolean).join(' '), revision: null, again: null }
	}
	const shared = ({ code, name, share: part }: Candidate) => ({ code, name, share: share(part) })
	return { verdict, warning, nearest, announced, ticket }
}
export type Said = ReturnType<typeof useSaid>
