import { createI18n, useI18n } from 'vue-i18n'
import type { CodesTexts } from './codes.zh-CN'
import type { DispatchTexts } from './dispatch.zh-CN'
import { en } from './en'
import type { Texts as MapTexts } from './zh-CN'
import { zhCN } from './zh-CN'

/** All texts of the app. Those of the page of codes and of the dispatch desk come with their page. */
type Texts = MapTexts & CodesTexts & DispatchTexts

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const KEY = 'wangge.language'

export const i18n = createI18n<[Texts], Language, false>({
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- version 12 drops the option; 11 needs it to leave the old mode
	legacy: false,
	locale: remembered(),
	fallbackLocale: 'zh-CN',
	messages: { 'zh-CN': zhCN as Texts, en: en as Texts },
})

document.documentElement.lang = i18n.global.locale.value

/** Adds the texts of a page that was loaded later. */
export function learn(texts: Readonly<Record<Language, CodesTexts | DispatchTexts>>): void {
	for (const language of LANGUAGES) i18n.global.mergeLocaleMessage(language, texts[language])
}

/** Speaks another language from now on, here and on the next visit. */
export function speak(language: Language): void {
	i18n.global.locale.value = language
	document.documentElement.lang = language
	try {
		localStorage.setItem(KEY, language)
	} catch {
		// A browser that keeps nothing speaks Chinese again next time.
	}
}

/** The texts of the app: `t` for a key, `word` for a word of the API's open sets. */
export function useTexts() {
	// eslint-disable-next-line @typescript-eslint/unbound-method -- vue-i18n's functions use no `this`
	const { t, te, locale } = useI18n<{ message: Texts }, Language>({ useScope: 'global' })
	/** The text of a word such as role "officer"; a word that we do not know is shown as it came. */
	const word = (group: 'kind' | 'network' | 'role' | 'rule' | 'level', name: string): string => (te(`${group}.${name}`) ? t(`${group}.${name}`) : name)
	return { t, word, locale }
}

function remembered(): Language {
	try {
		const language = localStorage.getItem(KEY)
		return LANGUAGES.find((known) => known === language) ?? 'zh-CN'
	} catch {
		return 'zh-CN'
	}
}
