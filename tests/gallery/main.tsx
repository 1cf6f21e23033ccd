import { CSPProvider } from '@base-ui/react/csp-provider'
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { StoresContext } from '../../src/renderer/stores/context.ts'
import { askFirst } from '../../src/renderer/stores/first/first-answers.ts'
import { createStores } from '../../src/renderer/stores/stores.ts'
import { directionOfPage } from '../../src/renderer/text/language.ts'
import { ToastRegion } from '../../src/renderer/ui/states/toast.tsx'
import { Gallery } from './gallery.tsx'
import { readSubjects } from './subjects.ts'

/** Every state of the parts of the screens, on the stores of the program and the data of its demo. */
export async function show(element: HTMLElement): Promise<void> {
  const stores = createStores(window, askFirst(window))
  await stores.connection.signIn()
  const subjects = await readSubjects(stores)
  createRoot(element).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <DirectionProvider direction={directionOfPage()}>
          <StoresContext value={stores}>
            <ToastRegion manager={stores.toasts.manager} place={() => null}>
              <Gallery subjects={subjects} />
            </ToastRegion>
          </StoresContext>
        </DirectionProvider>
      </CSPProvider>
    </StrictMode>,
  )
}
