import { keepEarlyKeys } from './stores/first/early-keys.ts'
import { askFirst } from './stores/first/first-answers.ts'
import { takeLanguage } from './text/language.ts'

/** The longest wait for a frame, in milliseconds; a page that is out of sight paints none. */
const FRAME_MS = 300

const first = askFirst(window)
keepEarlyKeys(window)
// No text is painted before its font is there, and a `preload` in the page would hold the paint of the bar up.
void document.fonts.load('1em Inter')
/** A page without the texts of its language has English ones. */
const language = takeLanguage(window)?.catch((error: unknown) => console.error(error))
let isStarted = false

async function start() {
  const element = document.getElementById('root')
  if (isStarted || !element) return
  isStarted = true
  // No answer is heard while the scripts of the screens run, so what follows from one is asked for before.
  await Promise.race([first.isAsked, new Promise((resolve) => setTimeout(resolve, FRAME_MS))])
  // The screens read their texts when they are loaded.
  if (language) await language
  const { show } = await import('./main.tsx')
  await show(element, first)
}

// Running all scripts takes longer than painting the bar of index.html, which comes first.
requestAnimationFrame(() => setTimeout(() => void start()))
setTimeout(() => void start(), FRAME_MS)
