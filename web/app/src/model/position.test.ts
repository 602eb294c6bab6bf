import { describe, expect, it } from 'vitest'
import { positionText, readPosition } from './position'

const at = { lng: 116.9734, lat: 35.4033 }
const asWritten = { kind: 'position', at, swapped: false, datum: null }

describe('readPosition', () => {
	it.each([
		['116.9734, 35.4033'],
		['116.9734 35.4033'],
		['116.9734,35.4033,'],
		['116.9734,35.4033'],
		['116.9734、35.4033'],
		['116.9734\uff0c35.4033'], // the comma of Chinese text
		['\uff11\uff11\uff16\uff0e\uff19\uff17\uff13\uff14\uff0c\uff13\uff15\uff0e\uff14\uff10\uff13\uff13'], // full-width digits
		['\uff08116.9734\uff0c35.4033\uff09'],
		['东经116.9734°\uff0c北纬35.4033°'],
		['经度\uff1a116.9734\u3000纬度\uff1a35.4033'],
		['(116.9734, 35.4033)'],
		['[116.9734,35.4033]'],
		['lng=116.9734&lat=35.4033'],
		['{"lng": 116.9734, "lat": 35.4033}'],
		['"116.9734","35.4033"'],
		['116.9734°E 35.4033°N'],
		['E116.9734 N35.4033'],
		['东经116.9734°,北纬35.4033°'],
		['东经116.9734度北纬35.4033度'],
		['经度:116.9734 纬度:35.4033'],
		['116°58′24.24″E, 35°24′11.88″N'],
		['116°58\'24.24"E35°24\'11.88"N'],
		['东经116度58分24.24秒 北纬35度24分11.88秒'],
		['116.9734\t35.4033'],
	])('reads %s', (text) => {
		expect(readPosition(text)).toEqual(asWritten)
	})

	it('takes the latitude first where it is named so, without calling that swapped', () => {
		expect(readPosition('N35.4033 E116.9734')).toEqual(asWritten)
		expect(readPosition('北纬35.4033,东经116.9734')).toEqual(asWritten)
		expect(readPosition('lat=35.4033, lng=116.9734')).toEqual(asWritten)
	})

	it('turns a latitude that comes first by its size, and says so', () => {
		expect(readPosition('35.4033, 116.9734')).toEqual({ ...asWritten, swapped: true })
	})

	it('turns names that stand at the wrong numbers, and says so', () => {
		expect(readPosition('经度35.4033 纬度116.9734')).toEqual({ ...asWritten, swapped: true })
	})

	it('leaves the order where either could be meant', () => {
		expect(readPosition('35.5, 36.5')).toMatchObject({ at: { lng: 35.5, lat: 36.5 }, swapped: false })
	})

	it.each([
		['GCJ-02 116.9734, 35.4033', 'gcj02'],
		['116.9734,35.4033(高德地图)', 'gcj02'],
		['百度 116.9734,35.4033', 'bd09'],
		['116.9734, 35.4033 WGS84', 'wgs84'],
		['CGCS2000: 116.9734, 35.4033', 'cgcs2000'],
	])('takes the datum that is written beside it: %s', (text, datum) => {
		expect(readPosition(text)).toEqual({ ...asWritten, datum })
	})

	it('names no datum where two are written', () => {
		expect(readPosition('百度 高德 116.9734, 35.4033').kind).toBe('none')
	})

	it.each([
		['116.9734', 'incomplete'],
		['116.9734,', 'incomplete'],
		['E116.9734', 'incomplete'],
		['216.9734, 35.4033', 'range'],
		['116.9734, 135.4033', 'range'],
		['N35.4033 N36.1', 'range'],
		['497583.709, 3919337.052', 'projected'],
		['3919337.052, 39497583.709', 'projected'],
	])('says what is wrong with %s', (text, problem) => {
		expect(readPosition(text)).toEqual({ kind: 'problem', problem })
	})

	it.each([[''], ['钢山街道'], ['370883001004002'], ['370883 001'], ['12 34'], ['第02网格'], ['116.973435.4033'], ['3.70883E+14'], ['Nan 12.5']])('leaves %s to the search', (text) => {
		expect(readPosition(text).kind).toBe('none')
	})

	it('reads what it writes', () => {
		expect(readPosition(positionText(at))).toEqual(asWritten)
	})
})
