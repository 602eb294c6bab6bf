import { expect, it } from 'vitest'
import { area, distance } from './format'
import { looksLikeGridCode, spacedCode } from './ids'
import { shortDivisionName, shortGridName, wrapped } from './names'

it.each([
	[8421.4, 'm2', 8421.4, 0],
	[9999.9, 'm2', 9999.9, 0],
	[10_000, 'ha', 1, 2],
	[125_000, 'ha', 12.5, 1],
	[1_250_000, 'km2', 1.25, 2],
	[1_613_000_000, 'km2', 1613, 0],
])('measures an area of %d m²', (m2, unit, value, digits) => {
	expect(area(m2)).toEqual({ unit, value, digits })
})

it.each([
	[0.04, 'm', 0.04, 1],
	[41.8, 'm', 41.8, 0],
	[1234, 'km', 1.234, 2],
	[12_345, 'km', 12.345, 1],
])('measures a distance of %d m', (m, unit, value, digits) => {
	expect(distance(m)).toEqual({ unit, value, digits })
})

it('spaces a code by its segments', () => {
	expect(spacedCode('370883001004002')).toBe('370883 001 004 002')
	expect(spacedCode('370883001')).toBe('370883 001')
	expect(spacedCode('ZZ-42')).toBe('ZZ-42')
	expect(looksLikeGridCode('370883001004002')).toBe(true)
	expect(looksLikeGridCode('370883001')).toBe(false)
})

it('shortens names for the map', () => {
	expect(shortGridName('钢山街道三里营社区第02网格')).toBe('第02网格')
	expect(shortGridName('太平镇北关村3号网格')).toBe('3号网格')
	expect(shortGridName('孟子湖公园')).toBe('孟子湖公园')
	expect(shortDivisionName('三里营社区居民委员会')).toBe('三里营社区')
	expect(shortDivisionName('北关村村委会')).toBe('北关村')
	expect(shortDivisionName('钢山街道')).toBe('钢山街道')
})

it('wraps letters evenly', () => {
	expect(wrapped('孟子湖公园', 8)).toBe('孟子湖公园')
	expect(wrapped('经济开发区孟子湖公园', 6)).toBe('经济开发区\n孟子湖公园')
})
