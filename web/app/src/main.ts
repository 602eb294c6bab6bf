import { createApp } from 'vue'
import './ui/base.css'
import { i18n } from './ui/texts'

/**
 * One page with several faces; the service sends it at the address of each (web/page.go), and only the one asked for is loaded.
 * They stand in a table since Vite, where imports are chosen between by conditions, loads the styles of one of them only.
 */
const FACES = new Map<string | undefined, () => Promise<{ readonly default: Parameters<typeof createApp>[0] }>>([
	['codes', () => import('./ui/codes/CodesPage.vue')],
	['dispatch', () => import('./ui/dispatch/DispatchPage.vue')],
])
const face = FACES.get(location.pathname.split('/').at(-1)) ?? (() => import('./ui/App.vue'))

const { default: Face } = await face()
createApp(Face).use(i18n).mount('#app')
