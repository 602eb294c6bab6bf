import { createApp } from 'vue'
import 'ol/ol.css'
import './ui/base.css'
import App from './ui/App.vue'
import { i18n } from './ui/texts'

createApp(App).use(i18n).mount('#app')
