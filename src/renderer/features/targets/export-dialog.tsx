import { useState } from 'react'
import { useStore } from 'zustand'
import { TARGET_FORMATS, type TargetFormat } from '../../../shared/limits.ts'
import { mayChange, useStores, useWorkspaceById } from '../../stores/context.ts'
import { inUse } from '../../stores/first/wanted-workspace.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'
import { Radios } from '../../ui/fields/radios.tsx'
import { Progress } from '../../ui/states/progress.tsx'
import { LiveFiles } from './live-files.tsx'
import { PreviewOfExport } from './preview-of-export.tsx'
import { ReportUses } from './report-uses.tsx'
import { useExport } from './use-export.ts'
import { usePreview } from './use-preview.ts'

const words = text.targets

/** Chooses what a file of publish targets holds, and shows what goes out and what stays out before it is written. */
export function ExportDialog({ workspaceId }: { workspaceId: string }) {
  const { view, workspaces } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const list = useStore(workspaces.store, (state) => state.list) ?? []
  const [format, setFormat] = useState<TargetFormat>('json')
  const [hasEnvelope, setEnvelope] = useState(false)
  const [isAll, setAll] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { preview, error, retry } = usePreview(workspaceId, isAll)
  const { write, progress, cancel } = useExport(workspaceId)
  if (!workspace) return null
  const mayHaveEnvelope = format === 'json' || format === 'yaml'

  const run = async () => {
    setBusy(true)
    const isWritten = await write({ format, envelope: hasEnvelope && mayHaveEnvelope, isAll }, preview?.count ?? 0)
    if (isWritten) view.close()
    else setBusy(false)
  }
  return (
    <Dialog
      title={words.title}
      description={words.dialogHint}
      workspace={workspace}
      onClose={isBusy ? cancel : view.close}
      footer={
        <>
          {isBusy ? <Button onClick={cancel}>{words.stop}</Button> : <DialogClose>{text.common.cancel}</DialogClose>}
          <Button variant="primary" busy={isBusy} disabled={preview === null} onClick={() => void run()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Radios
          label={words.format}
          options={TARGET_FORMATS.map((value) => ({ value, label: words.formats[value] }))}
          value={format}
          onChange={setFormat}
        />
        {inUse(list).length > 1 && (
          <Radios
            label={words.from}
            options={[
              { value: 'this', label: workspace.name },
              { value: 'all', label: words.allWorkspaces(inUse(list).length) },
            ]}
            value={isAll ? 'all' : 'this'}
            onChange={(value) => setAll(value === 'all')}
          />
        )}
        {mayHaveEnvelope && (
          <label className="flex items-center gap-2 text-sm">
            <Checkbox checked={hasEnvelope} onChange={({ target }) => setEnvelope(target.checked)} />
            {words.envelope}
          </label>
        )}
        <PreviewOfExport preview={preview} error={error} onRetry={retry} showsWorkspace={isAll} />
        {progress && (
          <div role="status" className="flex flex-col gap-1.5">
            <p className="text-sm text-text-muted">{words.written(progress.count)}</p>
            <Progress label={words.progress} done={progress.done} total={progress.total} />
          </div>
        )}
        <LiveFiles workspace={workspace} format={format} envelope={hasEnvelope && mayHaveEnvelope} isAll={isAll} />
        {mayChange(workspace) && <ReportUses workspaceId={workspaceId} />}
      </div>
    </Dialog>
  )
}
