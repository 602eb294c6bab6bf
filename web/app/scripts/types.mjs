// Writes src/api/schema.d.ts from the API's golden OpenAPI document; with --check it only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const source = new URL('../../testdata/openapi.json', import.meta.url)
const target = new URL('../src/api/schema.d.ts', import.meta.url)
if (!existsSync(source)) {
	console.error('web/testdata/openapi.json is not there: src/api/schema.d.ts was not checked')
	process.exit(0)
}
const types = astToString(await openapiTS(source, { immutable: true, alphabetize: true, arrayLength: true }))
const text = `// Generated from web/testdata/openapi.json by \`npm run types\`; do not edit.\n${types}`
if (process.argv.includes('--check')) {
	if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
		console.error('src/api/schema.d.ts is not what web/testdata/openapi.json says: run `npm run types`')
		process.exit(1)
	}
} else {
	writeFileSync(target, text)
}
