import { describe, expect, it } from 'vitest'
import type { Entry, LogWords } from './lookup_log'
import { formatLog, logCsv, parseLog, withEntry } from './lookup_log'

const first: Entry = {
	time: '2026-11-24T02:32:05Z',
	lookup: { at: { lng: 116.9734, lat: 35.4033 }, datum: 'gcj02', accuracyM: 30, whom: { network: 'urban' } },
	outcome: 'ambiguous',
	grid: { code: '370883001004002', name: '钢山街道"三里营"社区, 第02网格' },
}
const second: Entry = { time: '2026-11-24T02:33:00Z', lookup: { at: { lng: -0.5, lat: 35.4 }, datum: 'wgs84', accuracyM: null, whom: {} }, outcome: 'failed', grid: null }
const third: Entry = { ...second, lookup: { ...second.lookup, whom: { matter: 'street-lamp' } } }

describe('the log of a session', () => {
	it('has the latest look-up in front', () => {
		expect(withEntry(withEntry([], first), second)).toEqual([second, first])
	})

	it('keeps one entry of a look-up that was asked again at once, as it was answered last', () => {
		const answered: Entry = { ...second, outcome: 'outside', grid: { code: '370883001004002', name: '第02网格' } }
		expect(withEntry([second, first], answered)).toEqual([answered, first])
	})

	it('keeps both when something else was asked between', () => {
		expect(withEntry([second, first], first)).toEqual([first, second, first])
	})

	it('keeps some hundreds', () => {
		let log: readonly Entry[] = []
		for (let i = 0; i < 600; i++) log = withEntry(log, { ...first, lookup: { ...first.lookup, accuracyM: i + 1 } })
		expect(log).toHaveLength(500)
		expect(log[0]?.lookup.accuracyM).toBe(600)
	})

	it('is read as it was kept', () => {
		expect(parseLog(formatLog([third, second, first]))).toEqual([third, second, first])
	})

	it.each(['', 'null', '{}', '[1, null, {"time": "x"}]', '[{"time":"2026-11-24T02:32:05Z","lookup":"#/","outcome":"clear"}]', '[{"time":"x","lookup":"#/at/1,2/wgs84","outcome":"perhaps"}]'])('leaves out what it did not write: %s', (text) => {
		expect(parseLog(text)).toEqual([])
	})
})

describe('the log as CSV', () => {
	const words: LogWords = {
		columns: ['time', 'lng', 'lat', 'datum', 'accuracyM', 'network', 'matter', 'code', 'name', 'result'],
		outcome: (outcome) => `=${outcome}`,
		network: (network) => `network ${network}`,
		matter: (matter) => `matter ${matter}`,
	}

	it('tells the oldest first, quotes what has to be quoted, and starts no formula', () => {
		expect(logCsv([third, second, first], words).split('\r\n')).toEqual([
			'\uFEFFtime,lng,lat,datum,accuracyM,network,matter,code,name,result',
			`2026-11-24T02:32:05Z,116.9734,35.4033,gcj02,30,network urban,,370883001004002,"钢山街道""三里营""社区, 第02网格",'=ambiguous`,
			`2026-11-24T02:33:00Z,-0.5,35.4,wgs84,,,,,,'=failed`,
			`2026-11-24T02:33:00Z,-0.5,35.4,wgs84,,,matter street-lamp,,,'=failed`,
			'',
		])
	})
})
