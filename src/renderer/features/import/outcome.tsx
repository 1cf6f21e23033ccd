import { useStore } from 'zustand'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Notice } from '../../ui/states/notice.tsx'

/** The result of an import. */
export function Outcome() {
  const { imports } = useStores()
  const { rows, error, isCancelled } = useStore(imports.store)
  const count = (kind: string) => rows.filter(({ entry }) => entry.effect === kind).length
  const refused = count('none') + count('conflict')
  return (
    <div className="flex flex-col gap-2">
      <Notice kind="info" isAlert>
        {text.imports.done(count('add'), count('replace'))}
      </Notice>
      {refused > 0 && <Notice kind="warn">{text.imports.refused(refused)}</Notice>}
      {isCancelled && <Notice kind="warn">{text.imports.stopped}</Notice>}
      {error && (
        <Notice kind="bad" isAlert>
          <p className="font-medium">{text.imports.failed}</p>
          <p className="text-text-muted">{error.message}</p>
        </Notice>
      )}
    </div>
  )
}
