import type { ChildProcessByStdio } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The program as it was built: `make build` puts it there. */
const PROGRAM = process.env['WANGGE_BIN'] ?? resolve(import.meta.dirname, '../../../bin/wangge')

type Program = ChildProcessByStdio<null, Readable, Readable>

/** The real program on a free port, with a database cluster of its own in a temporary folder. */
export class Service {
	private constructor(
		private readonly data: string,
		private program: Program,
		readonly url: string,
	) {}

	/** Starts it with the demo city, or with nothing published; it answers when this returns. */
	static async start(what: 'demo city' | 'nothing published'): Promise<Service> {
		if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: run \`make build\` first, or name the program in WANGGE_BIN`)
		const data = await mkdtemp(join(tmpdir(), 'wangge-e2e-'))
		await chmod(data, 0o711) // run as root, the database goes on as user postgres, who has to get in
		const program = serve(data, '127.0.0.1:0', what === 'demo city' ? ['--demo'] : [])
		try {
			return new Service(data, program, await saysItsAddress(program))
		} catch (error) {
			await rm(data, { recursive: true, force: true })
			throw error
		}
	}

	/** Ends it as Ctrl-C does; its data stays. */
	async end(): Promise<void> {
		if (this.program.exitCode !== null) return
		const ended = new Promise((done) => this.program.once('exit', done))
		this.program.kill('SIGINT')
		await ended
	}

	/** Starts it where it was. */
	async startAgain(): Promise<void> {
		this.program = serve(this.data, new URL(this.url).host)
		await saysItsAddress(this.program)
	}

	/** Ends it and removes its data. */
	async stop(): Promise<void> {
		await this.end()
		await rm(this.data, { recursive: true, force: true })
	}

	/** Waits until so many networks are in the map that is served; the city's own comes first, the old ones after its people. */
	async serves(networks: number): Promise<void> {
		for (;;) {
			const response = await fetch(`${this.url}/v1/networks`)
			const known = response.ok ? ((await response.json()) as { items: unknown[] }).items.length : 0
			if (known >= networks) return
			await setTimeout(200)
		}
	}

	/** Loads the demo city into the service while it runs. */
	async loadDemo(): Promise<void> {
		await this.command('demo', 'load')
	}

	/** Runs a command of the program on the data of the service. */
	async command(...words: readonly string[]): Promise<void> {
		await run(PROGRAM, [...words, '--data', this.data])
	}

	/** Asks the API for something, or sends it something. */
	async api<T = unknown>(path: string, body?: object): Promise<T> {
		const response = await fetch(`${this.url}${path}`, body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
		const said = (await response.json()) as T
		if (!response.ok) throw new Error(`${path}: ${JSON.stringify(said)}`)
		return said
	}

	/** Waits until a revision is in the map that is served. */
	async servesRevision(number: number): Promise<void> {
		while ((await this.api<{ revision: number }>('/readyz')).revision < number) await setTimeout(100)
	}
}

const serve = (data: string, listen: string, more: readonly string[] = []): Program =>
	spawn(PROGRAM, ['serve', ...more, '--listen', listen, '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] })

/** The address that the program prints once it is up and all is loaded; an early end is an error with its last words. */
function saysItsAddress(process: Program): Promise<string> {
	return new Promise((up, failed) => {
		let [said, log] = ['', '']
		process.stdout.setEncoding('utf8').on('data', (text: string) => {
			said += text
			const address = /http:\/\/[\d.]+:\d+/.exec(said)?.[0]
			if (address) up(address)
		})
		process.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)))
		process.once('error', failed)
		process.once('close', (code) => {
			failed(new Error(`wangge serve ended with ${code ?? 'a signal'} before it was up:\n${said}${log}`))
		})
	})
}
