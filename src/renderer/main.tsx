import { CSPProvider } from '@base-ui/react/csp-provider'
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'
import { Failed } from './shell/failed.tsx'
import { StoresContext } from './stores/context.ts'
import type { FirstAnswers } from './stores/first/first-answers.ts'
import { createStores } from './stores/stores.ts'
import { directionOfPage } from './text/language.ts'

/** How long the bar of index.html may stand alone, in milliseconds. */
const WAIT_MS = 150

/** Shows the screens, at once with what they show where its answers are there soon. */
export async function show(element: HTMLElement, first: FirstAnswers): Promise<void> {
  const stores = createStores(window, first)
  await Promise.race([stores.start(), new Promise((resolve) => setTimeout(resolve, WAIT_MS))])
  const root = createRoot(element, {
    // React has emptied the page by then.
    onUncaughtError: (error) => {
      console.error(error)
      queueMicrotask(() => root.render(<Failed />))
    },
  })
  root.render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <DirectionProvider direction={directionOfPage()}>
          <StoresContext value={stores}>
            <App />
          </StoresContext>
        </DirectionProvider>
      </CSPProvider>
    </StrictMode>,
  )
}
