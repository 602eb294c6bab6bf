import { expect, it } from 'vitest'
import { DATUMS, isDatum, takeDatum } from './datum'

it('knows the four words of the API and no others', () => {
	expect(DATUMS.every(isDatum)).toBe(true)
	expect(isDatum('WGS84')).toBe(false)
	expect(isDatum('')).toBe(false)
})

it.each([
	['高德地图 1,2', 'gcj02'],
	['腾讯', 'gcj02'],
	['火星坐标系', 'gcj02'],
	['GCJ02', 'gcj02'],
	['BD09LL', 'bd09'],
	['百度地图', 'bd09'],
	['wgs 84', 'wgs84'],
	['WGS1984', 'wgs84'],
	['GPS', 'wgs84'],
	['CGCS 2000', 'cgcs2000'],
	['国家2000', 'cgcs2000'],
])('finds the datum in %s', (text, datum) => {
	expect(takeDatum(text).datum).toBe(datum)
})

it('takes the name away and leaves the rest', () => {
	expect(takeDatum('GCJ-02 116.9,35.4').rest.trim()).toBe('116.9,35.4')
	expect(takeDatum('钢山街道')).toEqual({ datum: null, rest: '钢山街道' })
})

it('does not choose between two names', () => {
	expect(takeDatum('百度和高德').datum).toBeNull()
})
