import { useMemo, useState } from 'react'
import type { FieldMessages } from '../../../contract/errors.ts'
import { keptPaths } from '../../forms/data/secrets.ts'
import type { FormValue } from '../../forms/schema-form.tsx'
import { useCheckedErrors } from '../../forms/use-checked-errors.ts'
import { fieldMessages } from '../../text/wording.ts'
import { useStores } from '../../stores/context.ts'
import type { Head } from './use-save.ts'
import type { Subject } from './use-subject.ts'

interface LiveValidation {
  head: Readonly<Record<keyof Head, string[]>>
  /** Messages for all fields, by path. */
  errors: FieldMessages
  /** Shows the field errors of a failed save of a value, with those that the save did not come to. */
  show(errors: FieldMessages, value: FormValue): Promise<void>
  /** Starts validation on change; called at the first blur and the first submit. */
  start(): void
  onChange(value: FormValue): void
  /** Removes the messages of an edited field that only a save can validate again. */
  forget(field: keyof Head): void
}

const NO_ERRORS: FieldMessages = {}
const NO_HEAD: Readonly<Record<keyof Head, string[]>> = {
  name: [],
  tags: [],
  description: [],
  colour: [],
  secretExpiresAt: [],
}

/** Validates the form when typing pauses, but only after its first blur or submit. What somebody is asked for may be missing. */
export function useLiveValidation({ entry, connector }: Subject, toAsk: readonly string[]): LiveValidation {
  const { api } = useStores()
  const [head, setHead] = useState(NO_HEAD)
  const check = async (value: FormValue) => {
    const kept = [...keptPaths(connector?.secrets ?? []), ...toAsk]
    return fieldMessages((await api.connectors.validateConfig({ catalogKey: entry.key, ...value, kept })).fields)
  }
  const { show, errors, ...checked } = useCheckedErrors({ first: NO_ERRORS, isStarted: false, check })
  const all = useMemo(() => {
    const wrong = Object.entries(head).filter(([, messages]) => messages.length > 0)
    return wrong.length === 0 ? errors : { ...errors, ...Object.fromEntries(wrong) }
  }, [head, errors])
  return {
    ...checked,
    errors: all,
    head,
    show: async (fields, value) => {
      const at = (...names: string[]) =>
        Object.entries(fields).filter(([path]) => names.includes(path.split('.')[0] ?? ''))
      const own = at('config', 'auth')
      // A mistake in the name can end a save before the other fields are looked at.
      const isPartly = own.length === 0 && Object.keys(fields).length > 0
      show(isPartly ? await check(value).catch(() => NO_ERRORS) : Object.fromEntries(own))
      const of = (field: keyof Head) => at(field).flatMap(([, messages]) => messages)
      setHead({
        name: of('name'),
        tags: of('tags'),
        description: of('description'),
        colour: of('colour'),
        secretExpiresAt: of('secretExpiresAt'),
      })
    },
    forget: (field) => setHead((before) => (before[field].length > 0 ? { ...before, [field]: [] } : before)),
  }
}
