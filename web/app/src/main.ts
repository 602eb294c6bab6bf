import { createApp } from 'vue'
import './ui/base.css'
import { i18n } from './ui/texts'

/** One page with several faces; the service sends it at the address of each (web/page.go), and only the one asked for is loaded. */
const face = /\/codes$/.test(location.pathname) ? import('./ui/codes/CodesPage.vue') : import('./ui/App.vue')

const { default: Face } = await face
createApp(Face).use(i18n).mount('#app')
