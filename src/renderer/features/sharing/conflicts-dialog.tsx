import { useCallback, useState } from 'react'
import type { Conflict } from '../../../contract/groups/access/sharing.ts'
import { useStores } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { sharingText as words } from '../../text/sharing.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { useFieldWords } from './use-field-words.ts'

/** The values that wait because two people changed the same, each with the choice between both. */
export function ConflictsDialog({ workspaceId }: { workspaceId: string }) {
  const { api, toasts, view } = useStores()
  const read = useCallback(() => api.sharing.conflicts({ workspaceId }), [api, workspaceId])
  const { value: list, error, refresh } = useReading(workspaceId, read)
  const wordField = useFieldWords(
    workspaceId,
    list?.map(({ connectorId }) => connectorId),
  )
  const [busy, setBusy] = useState<string | null>(null)
  const choose = async ({ connectorId, field, memberId }: Conflict, take: 'present' | 'waiting') => {
    setBusy(`${connectorId} ${field} ${memberId}`)
    try {
      await api.sharing.choose({ workspaceId, connectorId, field, memberId, take })
      await refresh()
    } catch (cause) {
      toasts.failure(words.notChosen, cause, { workspaceId })
    } finally {
      setBusy(null)
    }
  }
  return (
    <Dialog
      title={words.conflictsTitle}
      description={words.conflictsHint}
      size="m"
      onClose={view.close}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      {error && (
        <Notice kind="bad" isAlert>
          {errorMessage(error)}
        </Notice>
      )}
      {list?.length === 0 && <p className="text-sm text-text-muted">{words.none}</p>}
      <ul className="divide-y divide-line">
        {list?.map((conflict) => (
          <Choice
            key={`${conflict.connectorId} ${conflict.field} ${conflict.memberId}`}
            conflict={conflict}
            label={conflict.field === '*' ? words.whole : wordField(conflict.connectorId, pathOf(conflict.field))}
            isBusy={busy === `${conflict.connectorId} ${conflict.field} ${conflict.memberId}`}
            onChoose={(take) => void choose(conflict, take)}
          />
        ))}
      </ul>
    </Dialog>
  )
}

interface ChoiceProps {
  conflict: Conflict
  /** The name of its field. */
  label: string
  isBusy: boolean
  onChoose: (take: 'present' | 'waiting') => void
}

function Choice({ conflict, label, isBusy, onChoose }: ChoiceProps) {
  const { connectorName, field, by, now, waiting, isSecret } = conflict
  const isWhole = field === '*'
  const shown = (value: unknown) =>
    isSecret
      ? words.secret
      : value === undefined
        ? words.nothing
        : (text.activity.ownValue(field, value) ?? (typeof value === 'string' ? value : JSON.stringify(value)))
  return (
    <li className="flex flex-wrap items-center gap-3 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm font-medium wrap-anywhere">
          {connectorName} · {label}
        </p>
        {isWhole ? (
          <p className="text-sm text-text-muted">{words.isDeleted}</p>
        ) : (
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-sm wrap-anywhere">
            <dt className="text-text-muted">{words.present}</dt>
            <dd>{shown(now)}</dd>
            <dt className="text-text-muted">{words.waiting(by)}</dt>
            <dd>{shown(waiting)}</dd>
          </dl>
        )}
      </div>
      <Button
        size="s"
        busy={isBusy}
        aria-label={words.keepOf(label, connectorName)}
        onClick={() => onChoose('present')}
      >
        {words.keep}
      </Button>
      <Button
        size="s"
        busy={isBusy}
        aria-label={words.takeOf(label, connectorName)}
        onClick={() => onChoose('waiting')}
      >
        {isWhole ? words.delete : words.take}
      </Button>
    </li>
  )
}

/** The path of a field, as `config.site_url` for `config/site_url` and `auth.token` for `secrets/auth.token`. */
const pathOf = (field: string): string => field.replace(/^(?:secrets|references)\//, '').replaceAll('/', '.')
