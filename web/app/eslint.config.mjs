import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'

/** What a room may not import; the rest of the rule is in the repository's DESIGN, "Rooms". */
const rooms = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })
const noVue = { group: ['vue', 'vue-*', '*.vue', '**/ui/**'], message: 'This room knows nothing of Vue.' }
const noMap = { group: ['ol', 'ol/*', '**/map/**'], message: 'This room knows nothing of OpenLayers.' }
const noApi = { group: ['**/api/**'], message: 'The model knows nothing of HTTP.' }

export default defineConfig(
	{ ignores: ['dist/**', 'src/api/schema.d.ts'] },
	ts.configs.strictTypeChecked,
	vue.configs['flat/recommended'],
	{
		languageOptions: {
			parserOptions: {
				project: ['./tsconfig.node.json'],
				extraFileExtensions: ['.vue'],
				parser: ts.parser,
			},
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'no-console': 'error',
			'no-warning-comments': 'error',
			'max-lines': ['error', { max: 400, skipBlankLines: true }],
			'vue/block-lang': ['error', { script: { lang: 'ts' } }],
			'vue/component-api-style': ['error', ['script-setup']],
			'vue/no-v-html': 'error',
			'vue/no-static-inline-styles': 'error', // refused by a strict content policy
			'vue/html-indent': ['error', 'tab'],
			'vue/max-attributes-per-line': 'off',
			'vue/singleline-html-element-content-newline': 'off',
			'vue/html-self-closing': ['error', { html: { void: 'always' } }],
			'vue/attributes-order': 'off',
			'vue/multi-word-component-names': 'off',
		},
	},
	{ files: ['src/model/**'], rules: rooms(noVue, noMap, noApi) },
	{ files: ['src/api/**'], rules: rooms(noVue, noMap) },
	{ files: ['src/map/**'], rules: rooms(noVue, noApi) },
	{ files: ['src/ui/**'], rules: rooms({ group: ['ol', 'ol/*'], message: 'Ask src/map instead.' }) },
	{
		// ESLint sees no types of a .vue file from outside it, nor of its template refs; vue-tsc does, and is strict.
		files: ['**/*.vue', 'src/main.ts'],
		rules: Object.fromEntries(['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [`@typescript-eslint/no-unsafe-${what}`, 'off'])),
	},
	{ files: ['**/*.mjs'], extends: [ts.configs.disableTypeChecked], rules: { 'no-console': 'off' } },
)
