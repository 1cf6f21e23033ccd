import { useEffect, useRef, useState } from 'react'
import type { FieldMessages } from '../../../contract/errors.ts'
import type { FormValue } from '../../forms/schema-form.tsx'
import { fieldMessages } from '../../text/field-messages.ts'
import { useStores } from '../../stores/context.ts'
import type { Subject } from './use-subject.ts'

const DEBOUNCE_MS = 400

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

const NO_HEAD: Readonly<Record<Head, string[]>> = { name: [], tags: [], secretExpiresAt: [] }

/**
 * Validates the form when typing pauses, but only after its first blur or submit. A reply to an older state of the form
 * is dropped.
 */
export function useLiveValidation({ entry, connector }: Subject): LiveValidation {
  const { api } = useStores()
  const [errors, setErrors] = useState<FieldMessages>({})
  const [head, setHead] = useState(NO_HEAD)
  const latest = useRef<FormValue | null>(null)
  const isStarted = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const check = async () => {
    const value = latest.current
    if (!value) return
    const kept = (connector?.secrets ?? []).filter(({ isSet }) => isSet).map(({ path }) => path)
    try {
      const { fields } = await api.connectors.validateConfig({ catalogKey: entry.key, ...value, kept })
      if (latest.current === value) setErrors(fieldMessages(fields))
    } catch {
      // Saving validates again and shows the error.
    }
  }
  const schedule = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void check(), DEBOUNCE_MS)
  }

  return {
    head,
    errors,
    show: (fields) => {
      clearTimeout(timer.current)
      const at = (...names: string[]) =>
        Object.entries(fields).filter(([path]) => names.includes(path.split('.')[0] ?? ''))
      setErrors(Object.fromEntries(at('config', 'auth')))
      const of = (field: Head) => at(field).flatMap(([, messages]) => messages)
      setHead({ name: of('name'), tags: of('tags'), secretExpiresAt: of('secretExpiresAt') })
    },
    start: () => {
      if (isStarted.current) return
      isStarted.current = true
      schedule()
    },
    onChange: (value) => {
      latest.current = value
      if (isStarted.current) schedule()
    },
    forget: (field) => setHead((before) => (before[field].length > 0 ? { ...before, [field]: [] } : before)),
  }
}
