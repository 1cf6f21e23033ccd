import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { OpenDialog } from '../../src/renderer/shell/open-dialog.tsx'
import { useStores } from '../../src/renderer/stores/context.ts'
import { Segments } from '../../src/renderer/ui/fields/segments.tsx'
import { Cards } from './cards.tsx'
import { Dialogs } from './dialogs.tsx'
import { Fields } from './fields.tsx'
import { Forms } from './forms.tsx'
import { Notices } from './notices.tsx'
import { States } from './states.tsx'
import type { Subjects } from './subjects.ts'

const THEMES = [
  { value: 'light dark', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** The section that the address names alone, as `?section=Dialogs` does: a small page is quick to look at, for axe too. */
const only = new URLSearchParams(location.search).get('section')

export function Gallery({ subjects }: { subjects: Subjects }) {
  const { view } = useStores()
  const dialog = useStore(view.store, (state) => state.dialog)
  const sections: Record<string, ReactNode> = {
    Cards: <Cards subjects={subjects} />,
    Fields: <Fields />,
    Forms: <Forms />,
    Messages: <Notices />,
    States: <States />,
    Dialogs: <Dialogs subjects={subjects} />,
  }
  return (
    <>
      <header className="sticky top-0 z-10 flex flex-wrap items-center gap-4 border-b border-line bg-surface px-5 py-2">
        <h1 className="font-semibold">Gallery</h1>
        <nav aria-label="Sections" className="flex flex-wrap gap-3 text-sm">
          {Object.keys(sections).map((name) => (
            <a key={name} href={`#${name}`} className="text-accent hover:underline">
              {name}
            </a>
          ))}
        </nav>
        <div className="ml-auto">
          <Theme />
        </div>
      </header>
      <main className="flex flex-col gap-10 p-5">
        {Object.entries(sections)
          .filter(([name]) => only === null || name === only)
          .map(([name, content]) => (
            <section key={name} id={name} aria-labelledby={`${name}-title`} className="flex flex-col gap-4">
              <h2 id={`${name}-title`} className="text-lg font-semibold">
                {name}
              </h2>
              {content}
            </section>
          ))}
      </main>
      {dialog && <OpenDialog dialog={dialog} />}
    </>
  )
}

function Theme() {
  const [theme, setTheme] = useState<string>(THEMES[0].value)
  return (
    <Segments
      label="Theme"
      options={THEMES}
      value={theme}
      onChange={(next) => {
        document.documentElement.style.colorScheme = next
        setTheme(next)
      }}
    />
  )
}
