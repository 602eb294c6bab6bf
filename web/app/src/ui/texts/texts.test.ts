import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { codesEn } from './codes.en'
import { codesZhCN } from './codes.zh-CN'
import { dispatchEn } from './dispatch.en'
import { dispatchZhCN } from './dispatch.zh-CN'
import { en } from './en'
import { zhCN } from './zh-CN'

interface Tree {
	readonly [key: string]: string | Tree
}

function flat(tree: Tree, before = ''): Map<string, string> {
	return new Map(Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)])))
}

const chinese = flat({ ...zhCN, ...codesZhCN, ...dispatchZhCN })
const english = flat({ ...en, ...codesEn, ...dispatchEn })
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()

it('has every key in both languages', () => {
	expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
	for (const text of [...chinese.values(), ...english.values()]) expect(text.trim()).not.toBe('')
})

it('fills the same holes in both languages', () => {
	for (const [key, text] of chinese) expect({ key, holes: holes(english.get(key) ?? '') }).toEqual({ key, holes: holes(text) })
})

it('is Chinese in Chinese and English in English, but for the name of the other language', () => {
	const han = /\p{Script=Han}/u
	expect([...english].filter(([, text]) => han.test(text)).map(([key]) => key)).toEqual(['app.otherLanguage', 'app.switchLanguage'])
	expect([...chinese].filter(([, text]) => !han.test(text)).map(([key]) => key)).toEqual(['app.otherLanguage', 'datum.cgcs2000', 'datum.wgs84'])
})

it('sets Chinese with Chinese marks', () => {
	const ascii = /\p{Script=Han}(?:[;:?!(]|,(?! ))/u // "a, b" inside quotation marks shows how a position is typed
	expect([...chinese.values()].filter((text) => ascii.test(text))).toEqual([])
})

it('uses no sign that the message format gives a meaning to', () => {
	for (const text of [...chinese.values(), ...english.values()]) expect(text).not.toMatch(/[@|$]/)
})

it('has every key that a component asks for', () => {
	const folder = join(import.meta.dirname, '..')
	const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:vue|ts)$/.test(name) && !name.includes('texts'))
	const asked = sources.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/\bt\('([\w.]+)'/g)].map(([, key]) => key ?? ''))
	expect(asked.length).toBeGreaterThan(20)
	expect(asked.filter((key) => !chinese.has(key))).toEqual([])
})
