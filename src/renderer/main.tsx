import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'
import { Failed } from './shell/failed.tsx'
import { StoresContext } from './stores/context.ts'
import { createStores } from './stores/stores.ts'

function start(element: HTMLElement) {
  const stores = createStores(window)
  stores.start()
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
        <StoresContext value={stores}>
          <App />
        </StoresContext>
      </CSPProvider>
    </StrictMode>,
  )
}

const element = document.getElementById('root')
if (element) start(element)
