import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useStore } from 'zustand'
import { mayChange, useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'

/** The checklist of a new workspace: it goes away once every step is done, or when somebody hides it. */
export function FirstSteps({ exportTargets }: { exportTargets: () => void }) {
  const { connectors, firstSteps, session, view } = useStores()
  const workspace = useWorkspace()
  const noted = useStore(firstSteps.store, (state) => state.noted[workspace.id])
  const key = useStore(session.store, ({ keys }) => keys[workspace.id])
  const isCatalog = useStore(view.store, (state) => state.tab === 'catalog')
  const { cards } = useConnectors()
  if (noted === undefined || cards === null || !mayChange(workspace)) return null

  const inactive = cards.find(({ status }) => status !== 'active')
  const words = text.firstSteps
  const steps = [
    { ...words.add, isDone: cards.length > 0, act: isCatalog ? undefined : () => view.showTab('catalog') },
    {
      ...words.activate,
      isDone: cards.some(({ status }) => status === 'active'),
      act: inactive && (() => void connectors.setStatus(workspace.id, inactive, 'active')),
    },
    { ...words.export, isDone: noted.includes('exported'), act: exportTargets },
    {
      ...words.kit,
      isDone: key?.slots.includes('passphrase') ?? false,
      act: () => view.open({ kind: 'key', workspaceId: workspace.id, isForKit: true }),
    },
  ]
  const done = steps.filter(({ isDone }) => isDone).length
  if (done === steps.length) return null
  const next = steps.find(({ isDone }) => !isDone)
  return (
    <section
      aria-label={words.title}
      className="mx-5 mt-3 shrink-0 rounded-card border border-line bg-surface shadow-card max-lg:mx-4"
    >
      <div className="flex h-11 items-center gap-3 border-b border-line pe-2 ps-4">
        <h2 className="font-semibold">{words.title}</h2>
        <span className="text-sm text-text-muted tabular-nums">{words.progress(done, steps.length)}</span>
        <Button size="s" variant="quiet" className="ms-auto" onClick={() => firstSteps.hide(workspace.id)}>
          {words.hide}
        </Button>
      </div>
      <ol className="grid grid-cols-4 divide-x divide-line max-lg:grid-cols-2 max-lg:divide-x-0">
        {steps.map((step) => (
          <li key={step.title} className="flex gap-3 px-4 py-3 max-lg:py-2">
            {step.isDone ? (
              <IconCircleCheckFilled size={20} role="img" aria-label={words.done} className="shrink-0 text-good" />
            ) : (
              <IconCircle size={20} role="img" aria-label={words.open} className="shrink-0 text-text-muted" />
            )}
            <div className="min-w-0 text-sm">
              <p className={step.isDone ? 'text-text-muted' : 'font-medium'}>{step.title}</p>
              {!step.isDone && <p className="text-xs text-text-muted max-lg:hidden">{step.body}</p>}
              {step === next && step.act && (
                <Button size="s" className="mt-2" onClick={step.act}>
                  {step.button}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
