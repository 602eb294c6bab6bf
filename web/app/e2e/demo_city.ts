import type { TestProject } from 'vitest/node'
import { Service } from './service'

declare module 'vitest' {
	interface ProvidedContext {
		/** Where the demo city is served. */
		readonly city: string
	}
}

/** One service with the demo city for all stories that only read. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const service = await Service.start('demo city')
	await service.serves(5)
	project.provide('city', service.url)
	return () => service.stop()
}
