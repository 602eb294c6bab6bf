// Cleans a GeoJSON with mapshaper and prints two figures in CPU seconds: parsing the file, and all that comes after it.
// Parsing is what a reading without topology costs; a second reading finds the shared arcs, which is a part of cleaning.
const { internal } = require('mapshaper')

const run = (commands, job) => internal.runParsedCommands(internal.parseCommands(commands), job)

async function cost(step) {
	const before = process.cpuUsage()
	const result = await step()
	const { user, system } = process.cpuUsage(before)
	return { result, seconds: (user + system) / 1e6 }
}

async function main(file) {
	const parse = await cost(() => run(`-i ${file} no-topology`))
	parse.result = null
	const read = await cost(() => run(`-i ${file}`))
	const clean = await cost(() => run('-clean', read.result))
	console.log(parse.seconds, read.seconds + clean.seconds - parse.seconds)
}

main(process.argv[2])
