import { takeLanguage } from '../../src/renderer/text/language.ts'
import './page.css'

/** The texts are read when the modules that have them load, so the language comes first. */
async function begin(element: HTMLElement) {
  await takeLanguage(window)
  const { show } = await import('./main.tsx')
  await show(element)
}

const element = document.getElementById('root')
if (element) void begin(element)
