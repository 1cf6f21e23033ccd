import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import type { TargetFile } from '../../../contract/groups/targets.ts'
import type { TargetFormat } from '../../../shared/limits.ts'
import { mayChange, useStores } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { errorOf } from '../../stores/to-app-error.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/instant.tsx'

const words = text.targets.live

interface LiveFilesProps {
  workspace: Workspace
  /** What a new file will be. */
  format: TargetFormat
  envelope: boolean
  /** Whether it has the targets of all workspaces. */
  isAll: boolean
}

/** The files that a workspace keeps up to date, and a way to choose one more where this computer can be asked for a path. */
export function LiveFiles({ workspace, format, envelope, isAll }: LiveFilesProps) {
  const { api, connection, toasts } = useStores()
  const workspaceId = workspace.id
  const read = useCallback(() => api.targets.files({ workspaceId }), [api, workspaceId])
  const { value: files, refresh } = useReading(workspaceId, read)
  const [isBusy, setBusy] = useState(false)
  const mayEdit = mayChange(workspace)
  if (!files || (files.length === 0 && (!mayEdit || connection.kind !== 'electron'))) return null

  const keep = async () => {
    setBusy(true)
    const about = { subjects: ['target-file'], workspaceId }
    try {
      const { file } = await api.targets.keepFile({ workspaceId, format, envelope, allWorkspaces: isAll })
      if (file) toasts.success(words.kept(file.path), about)
    } catch (cause) {
      toasts.failure(words.notKept, cause, about)
    }
    setBusy(false)
    await refresh()
  }
  return (
    <section aria-label={words.title} className="flex flex-col gap-2 border-t border-line pt-4">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <h3 className="text-sm font-semibold">{words.title}</h3>
          <p className="text-xs text-text-muted">{words.hint}</p>
        </div>
        {mayEdit && connection.kind === 'electron' && (
          <Button size="s" busy={isBusy} onClick={() => void keep()}>
            {words.keep}
          </Button>
        )}
      </div>
      {files.length > 0 && (
        <ul aria-label={words.title} className="divide-y divide-line rounded-card border border-line">
          {files.map((file) => (
            <FileRow key={file.id} workspaceId={workspaceId} file={file} mayEdit={mayEdit} onChange={refresh} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface FileRowProps {
  workspaceId: string
  file: TargetFile
  mayEdit: boolean
  onChange: () => Promise<void>
}

function FileRow({ workspaceId, file, mayEdit, onChange }: FileRowProps) {
  const { id, path, count, writtenAt, problem, allWorkspaces } = file
  const { api, toasts } = useStores()
  const run = async (work: () => Promise<unknown>, failed: string) => {
    try {
      await work()
    } catch (cause) {
      toasts.failure(failed, cause, { subjects: [`file:${id}`], workspaceId })
    }
    await onChange()
  }
  return (
    <li className="flex items-center gap-2 px-3 py-2 text-sm">
      {problem ? (
        <IconAlertTriangle size={16} aria-hidden className="shrink-0 text-bad" />
      ) : (
        <IconCircleCheck size={16} aria-hidden className="shrink-0 text-good" />
      )}
      <div className="min-w-0 flex-1">
        <p className="truncate" title={path}>
          <bdi>{path}</bdi>
        </p>
        <p className="text-xs wrap-anywhere text-text-muted">
          {problem ? (
            errorMessage(errorOf(problem))
          ) : writtenAt === null ? (
            words.waiting
          ) : (
            <>
              {words.targets(count ?? 0)} {allWorkspaces && words.ofAll} · <Instant at={writtenAt} />
            </>
          )}
        </p>
      </div>
      {problem && (
        <Button
          size="s"
          aria-label={words.retryNamed(path)}
          onClick={() => void run(() => api.targets.writeFile({ workspaceId, id }), words.failed(path))}
        >
          {text.common.retry}
        </Button>
      )}
      {mayEdit && (
        <Button
          size="s"
          variant="quiet"
          aria-label={words.leaveNamed(path)}
          onClick={() => void run(() => api.targets.forgetFile({ workspaceId, id }), words.notLeft(path))}
        >
          {words.leave}
        </Button>
      )}
    </li>
  )
}
