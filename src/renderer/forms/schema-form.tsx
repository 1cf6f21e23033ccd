import {
  type FormEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { FieldMessages } from '../../contract/errors.ts'
import { ErrorSummary } from './error-summary.tsx'
import { errorTree } from './data/errors.ts'
import { FoldsOptionalContext, FormActionsContext, RevealContext, SecretsContext } from './data/form-context.ts'
import { createFormStore, type FormInput, type FormStore } from './data/form-store.ts'
import type { FormDraft } from './data/form-draft.ts'
import type { FormValue } from './data/form-value.ts'
import { createRegistry } from './registry.ts'
import { hasFields, hasRequired, Section } from './section.tsx'
import { FIELDS_CLASS } from './templates/group-frame.tsx'
import { inPageOrder, usePageOrder } from './page-order.ts'
import { useShownErrors } from './use-shown-errors.ts'
import { parsePath, type Path } from '../../shared/path.ts'
import { formsText } from '../text/forms.ts'

export type { FormDraft, FormValue }

/** What a form holds as a whole. */
export interface ConfigHandle extends Pick<
  FormStore,
  'snapshot' | 'value' | 'replaceConfig' | 'change' | 'updateSecrets'
> {
  /** Opens the folds on the way to a field, and gives it the focus. */
  go(path: Path): void
}

interface Instead {
  view: ReactNode
  /** `replaced` of the state that it began with; until it changes that, the fields wait as they are. */
  since: number
  /** Puts the focus on a place of the config. */
  goTo(path: Path): void
}

/**
 * `schemas` are normalised by main: every secret leaf carries `writeOnly: true`. `config` is the stored config and
 * `secrets` the state of the stored secrets; both are empty for an install.
 */
export interface SchemaFormProps extends FormInput {
  /** Main's messages by dotted path, also those of `extra` and `after`. */
  errors: FieldMessages
  /** Messages that are shown whether their fields were visited or not; the first of them gets the focus. */
  urgent?: FieldMessages | undefined
  /** Makes every field read-only; folds still open. */
  disabled?: boolean
  /** The id for the submit button, which is outside the form. */
  formId: string
  /** Runs on every change, so it must be cheap. */
  onChange(value: FormValue): void
  /** Receives a function that returns the draft of the form. */
  draftRef?: RefObject<(() => FormDraft) | null>
  /** Receives a function that returns what the form would send. */
  valueRef?: RefObject<(() => FormValue) | null>
  /** Receives a function that puts a value into a field from outside; undefined removes it. */
  changeRef?: RefObject<((value: unknown, path: string[]) => void) | null>
  onSubmit(value: FormValue): void
  /** Receives what shows the config in another way. */
  configRef?: RefObject<ConfigHandle | null>
  /** What stands in the place of the fields of the config. */
  instead?: Instead | null
  /** Content at the start of the form. An error at a path links to its element with that `data-path`. */
  extra?: ReactNode
  /** Content at the end of the form. */
  after?: ReactNode
}

/**
 * The form of a connector from its entry's two schemas. It reads `schemas`, `config` and `secrets` only once; change its
 * `key` to start again. It shows errors at visited fields, and at all fields after a submit.
 */
export function SchemaForm(props: SchemaFormProps): ReactNode {
  const { formId, extra, after, instead, changeRef, configRef, draftRef, valueRef, urgent, onChange, onSubmit } = props
  const [store] = useState(() => createFormStore(props))
  const [registry] = useState(createRegistry)
  const { data, secrets, replaced } = useSyncExternalStore(store.subscribe, store.snapshot)
  const form = useRef<HTMLFormElement>(null)
  // Only the form knows which text stands for no value; main validates it as text.
  const problems = useMemo(() => (data === undefined ? {} : store.problems()), [store, data])
  const [firstProblem] = Object.keys(problems)
  // The same object as long as nothing is wrong, so typing builds no tree of errors.
  const errors = useMemo(
    () => (firstProblem === undefined ? props.errors : { ...props.errors, ...problems }),
    [props.errors, problems, firstProblem],
  )
  const { shown, isShowingAll, reveal, go, onInput, onSubmitted } = useShownErrors(form, errors, instead?.goTo)
  const order = usePageOrder(form, shown)
  const tree = useMemo(() => errorTree(urgent ? { ...shown, ...urgent } : shown), [shown, urgent])
  useEffect(() => {
    const [first] = inPageOrder(form.current, Object.keys(urgent ?? {}))
    if (first !== undefined) go(parsePath(first))
  }, [urgent, go])
  // A config that was written as a whole leaves out what is to have no value, so no default comes back.
  const isNew = store.isNew && replaced === 0
  const actions = useMemo(() => ({ formId, ...store, isNew }), [formId, store, isNew])
  const { config, auth } = store.root.properties ?? {}

  const isWhole = props.only === undefined
  useEffect(() => {
    if (isWhole) store.showAll()
  }, [store, isWhole])
  useImperativeHandle(draftRef, () => store.draft, [store])
  useImperativeHandle(valueRef, () => store.value, [store])
  useImperativeHandle(changeRef, () => store.change, [store])
  useImperativeHandle(configRef, () => ({ ...store, go }), [store, go])
  useEffect(() => store.subscribe(() => onChange(store.value())), [store, onChange])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmitted(Object.keys(problems))
    if (firstProblem === undefined) onSubmit(store.value())
  }
  const asksForMore = hasRequired(config) || hasRequired(auth)
  const sides = [
    { name: 'config', node: config, title: '' },
    { name: 'auth', node: auth, title: formsText.authentication },
  ] as const
  // What has to be filled in comes before what may be.
  const sections = !hasRequired(config) && hasRequired(auth) ? sides.toReversed() : sides
  const section = { registry, data, errors: tree, disabled: props.disabled === true, onChange: store.change }
  return (
    <FormActionsContext value={actions}>
      <SecretsContext value={secrets}>
        <RevealContext value={reveal}>
          <form
            ref={form}
            id={formId}
            className="text-sm text-text"
            noValidate
            autoComplete="off"
            onInput={onInput}
            onSubmit={submit}
          >
            <div className={FIELDS_CLASS}>
              {isShowingAll && <ErrorSummary paths={order} root={store.root} data={data} onGo={go} />}
              {extra}
              {!hasFields(config) && !hasFields(auth) && <p className="text-text-muted">{formsText.nothing}</p>}
              {sections.map(({ name, node, title }) => (
                <FoldsOptionalContext key={name} value={asksForMore}>
                  {name === 'config' && instead?.view}
                  {!(name === 'config' && instead && instead.since !== replaced) && (
                    <div className={name === 'config' && instead ? 'hidden' : 'contents'}>
                      <Section key={replaced} {...section} name={name} node={node} title={title} />
                    </div>
                  )}
                </FoldsOptionalContext>
              ))}
              {after}
            </div>
          </form>
        </RevealContext>
      </SecretsContext>
    </FormActionsContext>
  )
}
