import { type ComponentType, useId, useRef, useState } from 'react'
import type { CatalogEntry, EntryProblem } from '../../../contract/groups/catalog.ts'
import { placeOfPath } from '../../../shared/json-text.ts'
import { parsePath } from '../../../shared/path.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { problemMessage } from '../../text/problem-wording.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { copyOf, type Draft, draftOf, fileOf, type Part, PARTS, problemIn, withName } from './draft.ts'
import { JsonEditor, type JsonEditorHandle } from '../../ui/json-editor.tsx'
import { type Preview, usePreview } from './use-preview.ts'
import { IconCircleCheck } from '@tabler/icons-react'
import { Badge } from '../../ui/badge.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ProblemList } from '../../ui/states/problem-list.tsx'
import { appError } from '../../../contract/errors.ts'
import { type FormValue, SchemaForm } from '../../forms/schema-form.tsx'
import { type TryOut, useTryOut } from '../../stores/tests/use-try-out.ts'

interface EntryEditorProps {
  /** The entry to edit; null for a new one. */
  entry: CatalogEntry | null
  /** What a new entry begins as a copy of. */
  from: CatalogEntry | null
  /** Tests what is typed into the preview. */
  tryOutBar: ComponentType<TryOutBarProps>
}

/** What the editor gives to the component that tests what is typed. */
export interface TryOutBarProps {
  tryOut: TryOut
  onTest: () => void
}

/** The editor of one entry: name, key and schemas, the lint results, and a preview of the form. */
export function EntryEditor({ entry, from, tryOutBar }: EntryEditorProps) {
  const { view } = useStores()
  const [draft, setDraft] = useState(() => (from ? copyOf(from) : draftOf(entry)))
  const [start] = useState(draft)
  const [side, setSide] = useState<Part>('config')
  const editor = useRef<JsonEditorHandle>(null)
  const hintId = useId()
  const whyId = useId()
  const preview = usePreview(draft, entry ?? from)
  const { save, isBusy } = useSaveEntry(entry ?? from)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))

  const { linted } = preview
  const isTaken = entry === null && linted !== null && ['replace', 'same', 'conflict'].includes(linted.effect)
  const errorsAt = (field: string) =>
    (linted?.problems ?? []).filter(({ path, level }) => path === field && level === 'refused').map(problemMessage)
  const keyErrors = isTaken ? [text.editor.keyTaken] : draft.key === '' ? [] : errorsAt('key')
  const refusal = linted?.problems.find(({ level }) => level === 'refused')
  const why = preview.problem ?? (refusal && problemMessage(refusal))
  const canSave = linted !== null && linted.verdict !== 'refused' && !isTaken && preview.problem === null

  const goTo = ({ path }: EntryProblem) => {
    const [head = '', ...segments] = parsePath(path)
    const place = PARTS.find((one) => head === `${one}Schema` || head === one)
    if (!place) return
    setSide(place)
    // The path of a field leads through `properties` in its schema.
    const inSchema = head === place ? segments.flatMap((name) => ['properties', name]) : segments
    const { line } = placeOfPath(draft[place], inSchema)
    // The editor of the other schema exists only after the next paint.
    requestAnimationFrame(() => editor.current?.goTo(line))
  }
  return (
    <Dialog
      title={entry ? text.editor.editTitle(entry.name) : text.editor.newTitle}
      size="xl"
      onClose={view.close}
      isDirty={() => JSON.stringify(draft) !== JSON.stringify(start)}
      footer={
        <>
          {/* Where the window is narrow, what lint says is out of sight below the schema. */}
          <p id={whyId} className="min-w-0 flex-1 text-xs text-text-muted lg:hidden">
            {why}
          </p>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button
            variant="primary"
            aria-describedby={whyId}
            busy={isBusy}
            disabled={!canSave || preview.isChecking}
            onClick={() => void save(draft)}
          >
            {text.editor.save}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-5 lg:h-[70vh] lg:grid-cols-2">
        <div className="flex min-h-0 flex-col gap-3">
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
            <Field
              label={text.editor.name}
              value={draft.name}
              onChange={({ target }) => setDraft((before) => withName(before, target.value, entry === null))}
            />
            <Field
              label={text.editor.key}
              value={draft.key}
              disabled={entry !== null}
              title={text.editor.keyHint}
              errors={keyErrors}
              onChange={({ target }) => change({ key: target.value })}
            />
            <Field
              label={text.editor.version}
              value={draft.version}
              onChange={({ target }) => change({ version: target.value })}
            />
            <Field
              label={text.editor.category}
              value={draft.category}
              onChange={({ target }) => change({ category: target.value })}
            />
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <Segments
              label={text.editor.schema}
              options={PARTS.map((one) => ({ value: one, label: text.editor.sides[one] }))}
              value={side}
              onChange={setSide}
            />
            <p id={hintId} className="min-w-32 flex-1 text-xs text-text-muted">
              {side === 'connectionTest' ? text.editor.testHint : text.editor.schemaHint}
            </p>
            <Button
              size="s"
              variant="quiet"
              disabled={problemIn(draft, side) !== null || draft[side].trim() === ''}
              onClick={() => change({ [side]: JSON.stringify(JSON.parse(draft[side]), null, 2) })}
            >
              {text.editor.format}
            </Button>
          </div>
          <JsonEditor
            key={side}
            ref={editor}
            label={text.editor.schemaLabel(text.editor.named[side])}
            describedBy={hintId}
            value={draft[side]}
            isInvalid={problemIn(draft, side) !== null}
            onChange={(value) => change({ [side]: value })}
          />
        </div>
        <div className="flex min-h-0 flex-col gap-4">
          <LintPanel preview={preview} onGo={goTo} />
          <FormPreview
            preview={preview}
            draft={draft}
            file={() => fileOf(draft, entry ?? from)}
            tryOutBar={tryOutBar}
          />
        </div>
      </div>
    </Dialog>
  )
}

/** The lint results of the draft; a click on a problem goes to its line. */
function LintPanel({ preview, onGo }: { preview: Preview; onGo: (problem: EntryProblem) => void }) {
  const { linted, problem, isChecking } = preview
  return (
    <section aria-label={text.editor.lint} aria-busy={isChecking} className="flex max-h-56 shrink-0 flex-col gap-2">
      <h3 className="flex flex-wrap items-center gap-2 text-sm font-semibold">
        {text.editor.lint}
        {linted && linted.verdict !== 'refused' && (
          <>
            <Badge>{text.imports.fields(linted.fields)}</Badge>
            <Badge>{text.imports.secrets(linted.secrets.length)}</Badge>
          </>
        )}
        {isChecking && <span className="text-xs font-normal text-text-muted">{text.editor.checking}</span>}
      </h3>
      <div role="status" className="min-h-0 overflow-y-auto">
        {problem !== null && <Notice kind="bad">{problem}</Notice>}
        {linted?.problems.length === 0 && (
          <p className="flex items-center gap-2 text-sm text-text-muted">
            <IconCircleCheck size={16} aria-hidden className="text-good" />
            {text.editor.clean}
          </p>
        )}
        {linted && <ProblemList label={text.editor.lint} problems={linted.problems} onGo={onGo} />}
      </div>
    </section>
  )
}

/** Imports the draft into the catalog, confirms it with a notice and closes the dialog. */
function useSaveEntry(entry: CatalogEntry | null) {
  const { api, catalog, toasts, view } = useStores()
  const [isBusy, setBusy] = useState(false)
  const save = async (draft: Draft) => {
    setBusy(true)
    try {
      const { entries } = await api.catalog.import({ text: fileOf(draft, entry) })
      const refused = entries.find(({ verdict }) => verdict === 'refused')
      const [problem] = refused?.problems ?? []
      if (refused) throw appError('entry_refused', { problem: problem ? problemMessage(problem) : '', problemCode: '' })
      view.close()
      toasts.success(text.editor.saved(draft.name))
      void catalog.refresh()
    } catch (error) {
      toasts.failure(text.editor.saveFailed, error)
      setBusy(false)
    }
  }
  return { save, isBusy }
}

const NOTHING = {}
const NO_SECRETS: never[] = []
const ignore = () => {}

interface FormPreviewProps {
  preview: Preview
  draft: Draft
  /** The draft as a catalog file. */
  file: () => string
  tryOutBar: ComponentType<TryOutBarProps>
}

/** The form that a connector of this draft would have; input in it is not saved, and can be tested. */
function FormPreview({ preview, draft, file, tryOutBar: TryOutBar }: FormPreviewProps) {
  const { schemas, formKey, problem } = preview
  const workspace = useWorkspace()
  const tryOut = useTryOut(workspace.id)
  const readValue = useRef<(() => FormValue) | null>(null)
  const canTest = draft.connectionTest.trim() !== '' && problem === null && mayChange(workspace)
  const test = () => {
    const read = readValue.current
    if (read) tryOut.run({ catalogKey: draft.key, entryText: file(), ...read() })
  }
  return (
    <section aria-label={text.editor.preview} className="flex min-h-48 flex-1 flex-col gap-2">
      <h3 className="text-sm font-semibold">{text.editor.preview}</h3>
      <div className="min-h-0 flex-1 scroll-pt-8 scroll-pb-5 overflow-y-auto rounded-card border border-line bg-surface p-4">
        {schemas ? (
          <SchemaForm
            key={formKey}
            schemas={schemas}
            config={NOTHING}
            secrets={NO_SECRETS}
            isNew
            errors={NOTHING}
            urgent={tryOut.errors}
            valueRef={readValue}
            formId="entry-preview"
            onChange={tryOut.forget}
            onSubmit={ignore}
          />
        ) : (
          <p className="text-sm text-text-muted">{text.editor.noPreview}</p>
        )}
      </div>
      {schemas && canTest && (
        <div className="flex">
          <TryOutBar tryOut={tryOut} onTest={test} />
        </div>
      )}
    </section>
  )
}
