import { useState } from 'react'
import type { FieldMessages } from '../../../contract/errors.ts'
import { keptPaths } from '../../forms/data/secrets.ts'
import type { FormValue } from '../../forms/schema-form.tsx'
import { useCheckedErrors } from '../../forms/use-checked-errors.ts'
import { fieldMessages } from '../../text/wording.ts'
import { useStores } from '../../stores/context.ts'
import type { Subject } from './use-subject.ts'

/** The fields that every connector has. */
type Head = 'name' | 'tags' | 'secretExpiresAt'

interface LiveValidation {
  head: Readonly<Record<Head, string[]>>
  /** Messages for fields of the entry's schemas. */
  errors: FieldMessages
  /** Shows the field errors of a failed save. */
  show(errors: FieldMessages): void
  /** Starts validation on change; called at the first blur and the first submit. */
  start(): void
  onChange(value: FormValue): void
  /** Removes the messages of an edited field that only a save can validate again. */
  forget(field: Head): void
}

const NO_ERRORS: FieldMessages = {}
const NO_HEAD: Readonly<Record<Head, string[]>> = { name: [], tags: [], secretExpiresAt: [] }

/** Validates the form when typing pauses, but only after its first blur or submit. */
export function useLiveValidation({ entry, connector }: Subject): LiveValidation {
  const { api } = useStores()
  const [head, setHead] = useState(NO_HEAD)
  const { show, ...checked } = useCheckedErrors({
    first: NO_ERRORS,
    isStarted: false,
    check: async (value) => {
      const kept = keptPaths(connector?.secrets ?? [])
      return fieldMessages((await api.connectors.validateConfig({ catalogKey: entry.key, ...value, kept })).fields)
    },
  })
  return {
    ...checked,
    head,
    show: (fields) => {
      const at = (...names: string[]) =>
        Object.entries(fields).filter(([path]) => names.includes(path.split('.')[0] ?? ''))
      show(Object.fromEntries(at('config', 'auth')))
      const of = (field: Head) => at(field).flatMap(([, messages]) => messages)
      setHead({ name: of('name'), tags: of('tags'), secretExpiresAt: of('secretExpiresAt') })
    },
    forget: (field) => setHead((before) => (before[field].length > 0 ? { ...before, [field]: [] } : before)),
  }
}
