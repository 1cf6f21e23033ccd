import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Warning } from '../../contract/groups/session.ts'
import { useStores } from '../stores/context.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'

const words = text.warnings

/** What a person should know at every start, above everything else until it is hidden. */
export function Warnings() {
  const { session } = useStores()
  const warnings = useStore(session.store, (state) => state.warnings)
  const [hidden, setHidden] = useState<readonly Warning['kind'][]>([])
  const shown = warnings.filter(({ kind }) => !hidden.includes(kind))
  if (shown.length === 0) return null
  return (
    <section aria-label={words.label} className="shrink-0 bg-warn-soft">
      {shown.map((warning) => (
        <div key={warning.kind} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
          <IconAlertTriangle size={18} aria-hidden className="shrink-0 text-warn" />
          <p className="min-w-60 flex-1">{sentence(warning)}</p>
          {warning.kind === 'updates' && <CheckButton />}
          <Button variant="quiet" onClick={() => setHidden([...hidden, warning.kind])}>
            {words.hide}
          </Button>
        </div>
      ))}
    </section>
  )
}

const sentence = (warning: Warning) =>
  warning.kind === 'updates'
    ? words.updates(warning.since)
    : warning.kind === 'settings'
      ? words.settings(warning.why, warning.path)
      : words[warning.place]

function CheckButton() {
  const { desktop, view } = useStores()
  return desktop && <Button onClick={() => view.open({ kind: 'updates' })}>{words.check}</Button>
}
