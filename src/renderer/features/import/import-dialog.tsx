import { IconFileImport } from '@tabler/icons-react'
import { useStore } from 'zustand'
import { type ImportFile, isUsable } from '../../stores/files/import-store.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Progress } from '../../ui/states/progress.tsx'
import { EntryList } from './entry-list.tsx'
import { FileButton } from './file-button.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { type FormEvent, useState } from 'react'
import { Field } from '../../ui/fields/field.tsx'

/** Imports catalog files: choose files, review their entries, choose entries, import. */
export function ImportDialog() {
  const { imports, view } = useStores()
  const { step, files, rows } = useStore(imports.store)
  const isRunning = step === 'checking' || step === 'importing'
  const selection = rows.filter((row) => row.isChosen && isUsable(row.entry))
  const close = () => {
    imports.reset()
    view.close()
  }
  return (
    <Dialog
      title={text.imports.title}
      size="l"
      description={files.length === 0 && !isRunning ? text.imports.intro : undefined}
      // Closing would hide a running import without stopping it.
      onClose={isRunning ? imports.cancel : close}
      footer={
        isRunning ? (
          <CancelButton />
        ) : (
          <>
            {files.length > 0 && step === 'preview' && <FileButton>{text.imports.addMore}</FileButton>}
            <DialogClose>{step === 'done' ? text.common.close : text.common.cancel}</DialogClose>
            {step === 'preview' && (
              <Button
                variant="primary"
                icon={<IconFileImport size={16} aria-hidden />}
                disabled={selection.length === 0}
                onClick={() => void imports.run()}
              >
                {text.imports.submit(selection.length)}
              </Button>
            )}
            {files.length === 0 && <FileButton variant="primary">{text.imports.choose}</FileButton>}
          </>
        )
      }
    >
      <div className="flex min-h-24 flex-col gap-4">
        {files.length === 0 && !isRunning && (
          <p className="flex flex-1 items-center justify-center rounded-card border border-dashed border-line-strong px-4 py-8 text-sm text-text-muted">
            {text.imports.dropHere}
          </p>
        )}
        {isRunning && <Running />}
        {step === 'done' && <Outcome />}
        {step !== 'choose' && <FileNotices />}
        {rows.length > 0 && <EntryList />}
      </div>
    </Dialog>
  )
}

function Running() {
  const { imports } = useStores()
  const { step, progress } = useStore(imports.store)
  const { done, total, fileName } = progress
  const label = step === 'importing' ? text.imports.importing(fileName) : text.imports.checking(fileName)
  return (
    <div className="sticky top-0 z-10 -mt-1 flex flex-col gap-2 bg-surface-raised pt-1 pb-3 text-sm">
      <p className="flex justify-between gap-4">
        <span className="truncate font-medium">{label}</span>
        <span className="shrink-0 text-text-muted tabular-nums">{text.imports.progress(done, total)}</span>
      </p>
      <Progress label={label} done={done} total={total} />
    </div>
  )
}

function CancelButton() {
  const { imports } = useStores()
  const isCancelled = useStore(imports.store, (state) => state.isCancelled)
  return (
    <Button busy={isCancelled} onClick={imports.cancel}>
      {isCancelled ? text.imports.cancelling : text.imports.cancelRun}
    </Button>
  )
}

/** The result of an import. */
function Outcome() {
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
          <p className="text-text-muted">{errorMessage(error)}</p>
        </Notice>
      )}
    </div>
  )
}

/** The files that could not be read, each with its error and what to do. */
function FileNotices() {
  const { imports } = useStores()
  const files = useStore(imports.store, (state) => state.files)
  return files
    .filter(({ error }) => error !== null)
    .map((file) =>
      file.error?.reason === 'needs_naming' ? (
        <Naming key={file.id} file={file} />
      ) : (
        <Notice key={file.id} kind="bad" isAlert>
          <span className="font-medium">{file.name}</span>: {file.error && errorMessage(file.error)}
        </Notice>
      ),
    )
}

/** Suggests a key and a name: `my-service` and "My service" for `my-service.schema.json`. */
const stemOf = (fileName: string) => fileName.toLowerCase().replace(/(\.schema)?\.json$/, '')
const keyOf = (fileName: string) => stemOf(fileName).replace(/[^a-z0-9._-]+/g, '-')
const nameOf = (fileName: string) => {
  const words = stemOf(fileName)
    .replace(/[._-]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function Naming({ file }: { file: ImportFile }) {
  const { imports } = useStores()
  const [key, setKey] = useState(keyOf(file.name))
  const [name, setName] = useState(nameOf(file.name))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void imports.name(file.id, { key: key.trim(), name: name.trim() })
  }
  return (
    <Notice kind="info">
      <p className="font-medium">{text.imports.namingTitle(file.name)}</p>
      <p className="text-text-muted">{text.imports.namingBody}</p>
      <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-3">
        <Field label={text.editor.key} value={key} required onChange={({ target }) => setKey(target.value)} />
        <Field label={text.editor.name} value={name} required onChange={({ target }) => setName(target.value)} />
        <Button type="submit">{text.imports.check}</Button>
      </form>
    </Notice>
  )
}
