import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { address, get } from './client'

const ends: (() => void)[] = []
afterEach(() => {
	vi.unstubAllGlobals()
	for (const end of ends.splice(0)) end()
})

/** A page that lives in a folder of a service which answers so. */
async function service(answer: RequestListener): Promise<string> {
	const server = createServer(answer)
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
	ends.push(() => { server.close().closeAllConnections() })
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/map/`
	vi.stubGlobal('document', { baseURI: `${url}#/grid/1` })
	return url
}

const grid = (signal?: AbortSignal) => get('/v1/grids/{code}', { path: { code: '3/4' }, signal })

it('asks the service that the page came from, below the folder it lives in', async () => {
	const asked: (string | undefined)[] = []
	const url = await service(({ url }, response) => {
		asked.push(url)
		response.setHeader('Content-Type', 'application/json').end('{"items":[]}')
	})
	expect(await get('/v1/search', { query: { q: '钢山 1&2', limit: 3 } })).toEqual({ ok: true, value: { items: [] } })
	await grid()
	expect(asked).toEqual(['/map/v1/search?q=%E9%92%A2%E5%B1%B1+1%262&limit=3', '/map/v1/grids/3%2F4'])
	expect(address('tiles/grids/1/2/3.mvt', { rev: 7 })).toBe(`${url}tiles/grids/1/2/3.mvt?rev=7`)
})

it('tells a problem of the service as the service told it', async () => {
	const problem = { type: '/problems/outside', title: 'Outside', status: 404, nearest: { code: '1', name: 'a', distanceM: 2 } }
	await service((_, response) => {
		response.writeHead(404, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(problem))
	})
	expect(await grid()).toEqual({ ok: false, failure: { kind: 'problem', status: 404, problem } })
})

it('takes the page of a proxy for a problem without details', async () => {
	await service((_, response) => {
		response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad Gateway</h1>')
	})
	expect(await grid()).toEqual({ ok: false, failure: { kind: 'problem', status: 502, problem: { type: 'about:blank', status: 502, title: 'Bad Gateway' } } })
})

it('cannot read what is no JSON', async () => {
	await service((_, response) => {
		response.end('<!doctype html>')
	})
	expect(await grid()).toEqual({ ok: false, failure: { kind: 'unreadable' } })
})

it('is offline where nobody listens', async () => {
	await service(() => undefined)
	for (const end of ends.splice(0)) end()
	expect(await grid()).toEqual({ ok: false, failure: { kind: 'offline' } })
})

it('stops asking when the answer is not wanted any more', async () => {
	const asking = new AbortController()
	await service(() => {
		asking.abort()
	})
	expect(await grid(asking.signal)).toEqual({ ok: false, failure: { kind: 'aborted' } })
})
