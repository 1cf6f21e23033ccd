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
import type { FieldErrors } from '../../contract/errors.ts'
import { ErrorSummary } from './error-summary.tsx'
import { errorTree } from './data/errors.ts'
import { FormActionsContext, RevealContext, SecretsContext } from './data/form-context.ts'
import { createFormStore, type FormInput } from './data/form-store.ts'
import type { FormDraft } from './data/form-draft.ts'
import type { FormValue } from './data/form-value.ts'
import { createRegistry } from './registry.ts'
import { hasFields, Section } from './section.tsx'
import { FIELDS_CLASS } from './templates/group-frame.tsx'
import { useShownErrors } from './use-shown-errors.ts'
import { formsText } from '../text/en/forms.ts'

export type { FormDraft, FormValue }

/**
 * `schemas` are normalised by main: every secret leaf carries `writeOnly: true`. `config` is the stored config and
 * `secrets` what is known of the stored secrets; both are empty for an install.
 */
export interface SchemaFormProps extends FormInput {
  /** Main's messages by dotted path. */
  errors: FieldErrors
  /** Nothing can be changed; folds still open. */
  disabled?: boolean
  /** Named by the submit button, which stands outside. */
  formId: string
  /** Called on every change; cheap. */
  onChange(value: FormValue): void
  /** Gets a function that answers what can be kept of the form. */
  draftRef?: RefObject<(() => FormDraft) | null>
  onSubmit(value: FormValue): void
  /** Shown first inside the form. An error at `name` leads to the element with `data-path="name"` in it. */
  extra?: ReactNode
  /** Shown last inside the form. */
  after?: ReactNode
}

/**
 * The form of a connector from its entry's two schemas. It starts from `schemas`, `config` and `secrets` once; give it
 * another `key` to start anew. Errors show at the fields that were visited, and at all of them after a submit.
 */
export function SchemaForm(props: SchemaFormProps): ReactNode {
  const { errors, formId, extra, after, draftRef, onChange, onSubmit } = props
  const [store] = useState(() => createFormStore(props))
  const [registry] = useState(createRegistry)
  const { data, secrets } = useSyncExternalStore(store.subscribe, store.snapshot)
  const form = useRef<HTMLFormElement>(null)
  const { shown, isShowingAll, reveal, go, onSubmitted } = useShownErrors(form, errors)
  const tree = useMemo(() => errorTree(shown), [shown])
  const actions = useMemo(() => ({ formId, ...store }), [formId, store])
  const { config, auth } = store.root.properties ?? {}

  useImperativeHandle(draftRef, () => store.draft, [store])
  useEffect(() => store.subscribe(() => onChange(store.value())), [store, onChange])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmitted()
    onSubmit(store.value())
  }
  const section = { registry, data, errors: tree, disabled: props.disabled === true, onChange: store.change }
  return (
    <FormActionsContext value={actions}>
      <SecretsContext value={secrets}>
        <RevealContext value={reveal}>
          <form ref={form} id={formId} className="text-sm text-text" noValidate autoComplete="off" onSubmit={submit}>
            <div className={FIELDS_CLASS}>
              {isShowingAll && <ErrorSummary errors={shown} root={store.root} data={data} onGo={go} />}
              {extra}
              {!hasFields(config) && !hasFields(auth) && <p className="text-text-muted">{formsText.nothing}</p>}
              <Section {...section} name="config" node={config} title="" />
              <Section {...section} name="auth" node={auth} title={formsText.authentication} />
              {after}
            </div>
          </form>
        </RevealContext>
      </SecretsContext>
    </FormActionsContext>
  )
}
