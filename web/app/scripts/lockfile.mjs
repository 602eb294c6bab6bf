// Takes out of a package-lock.json, the app's or that of the folders named, whatever names a host: where npm fetched a
// package, and where its authors ask for money. With --check it changes nothing and fails if there is something to take out.
import { readFileSync, writeFileSync } from 'node:fs'

const folders = process.argv.slice(2).filter((word) => word !== '--check')
const files = folders.length > 0 ? folders.map((folder) => `${folder}/package-lock.json`) : [new URL('../package-lock.json', import.meta.url)]

for (const file of files) {
	const before = readFileSync(file, 'utf8')
	const lock = JSON.parse(before)
	for (const entry of Object.values(lock.packages)) {
		delete entry.resolved
		delete entry.funding
		delete entry.deprecated
	}
	const after = `${JSON.stringify(lock, null, 2)}\n`
	if (!process.argv.includes('--check')) {
		writeFileSync(file, after)
	} else if (before !== after || /https?:/.test(after)) {
		console.error(`${file} names a host: run \`npm run lockfile\``)
		process.exitCode = 1
	}
}
