import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Empties the output folder but for .gitkeep: the Go build embeds the folder and needs it on a clean clone. */
function emptyButKept(): Plugin {
	return {
		name: 'empty-but-kept',
		apply: 'build',
		async buildStart() {
			const dist = join(import.meta.dirname, 'dist')
			const names = await readdir(dist).catch(() => [])
			const old = names.filter((name) => name !== '.gitkeep')
			await Promise.all(old.map((name) => rm(join(dist, name), { recursive: true })))
		},
	}
}

const service = process.env['WANGGE_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
	base: './', // the app may live below a path of somebody's reverse proxy
	plugins: [vue(), emptyButKept()],
	define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_I18N_LEGACY_API__: 'false' },
	build: {
		target: 'es2022',
		emptyOutDir: false,
		assetsInlineLimit: 0, // no data: URLs, so that the strictest content policy holds
		modulePreload: { polyfill: false },
		chunkSizeWarningLimit: 700,
	},
	server: {
		proxy: Object.fromEntries(['/v1', '/tiles', '/healthz', '/readyz', '/g/'].map((path) => [path, service])),
	},
	test: {
		projects: [
			{ extends: true, test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node' } },
			{
				test: {
					name: 'browser',
					include: ['e2e/**/*.e2e.ts'],
					environment: 'node',
					globalSetup: 'e2e/demo_city.ts',
					fileParallelism: false, // one browser at a time: two are no faster on two cores
					testTimeout: 120_000, // limits for a machine with much else to do; nothing waits that long by itself
					hookTimeout: 300_000,
					expect: { poll: { timeout: 30_000, interval: 50 } },
				},
			},
		],
	},
})
