// Takes out of package-lock.json whatever names a host: where npm fetched a package, and where its authors ask for money.
// With --check it changes nothing and fails if there is something to take out.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const before = readFileSync(file, 'utf8')
const lock = JSON.parse(before)
for (const entry of Object.values(lock.packages)) {
	delete entry.resolved
	delete entry.funding
}
const after = `${JSON.stringify(lock, null, 2)}\n`
if (process.argv.includes('--check')) {
	if (before !== after || /https?:/.test(after)) {
		console.error('package-lock.json names a host: run `npm run lockfile`')
		process.exit(1)
	}
} else {
	writeFileSync(file, after)
}
