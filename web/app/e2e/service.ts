import type { ChildProcessByStdio } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The program as it was built: `make build` puts it there. */
const PROGRAM = process.env['WANGGE_BIN'] ?? resolve(import.meta.dirname, '../../../bin/wangge')

/** The real program on a free port, with a database cluster of its own in a temporary folder. */
export class Service {
	private constructor(
		readonly url: string,
		private readonly data: string,
		private readonly process: ChildProcessByStdio<null, Readable, Readable>,
	) {}

	/** Starts it with the demo city, or with nothing published; it answers when this returns. */
	static async start(what: 'demo city' | 'nothing published'): Promise<Service> {
		if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: run \`make build\` first, or name the program in WANGGE_BIN`)
		const data = await mkdtemp(join(tmpdir(), 'wangge-e2e-'))
		await chmod(data, 0o711) // run as root, the database goes on as user postgres, who has to get in
		const demo = what === 'demo city' ? ['--demo'] : []
		const process = spawn(PROGRAM, ['serve', ...demo, '--listen', '127.0.0.1:0', '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] })
		const url = await saysItsAddress(process)
		return new Service(url, data, process)
	}

	/** Loads the demo city into the service while it runs. */
	async loadDemo(): Promise<void> {
		await run(PROGRAM, ['demo', 'load', '--data', this.data])
	}

	/** Stops it as Ctrl-C does, and removes its data. */
	async stop(): Promise<void> {
		const { process } = this
		if (process.exitCode === null) {
			const ended = new Promise((done) => process.once('exit', done))
			process.kill('SIGINT')
			await ended
		}
		await rm(this.data, { recursive: true, force: true })
	}
}

/** The address that the program prints once it is up and all is loaded; an early end is an error with its last words. */
function saysItsAddress(process: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
	return new Promise((up, failed) => {
		let [said, log] = ['', '']
		process.stdout.setEncoding('utf8').on('data', (text: string) => {
			said += text
			const address = /http:\/\/[\d.]+:\d+/.exec(said)?.[0]
			if (address) up(address)
		})
		process.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)))
		process.once('error', failed)
		process.once('exit', (code) => {
			failed(new Error(`wangge serve ended with ${code ?? 'a signal'} before it was up:\n${said}${log}`))
		})
	})
}
