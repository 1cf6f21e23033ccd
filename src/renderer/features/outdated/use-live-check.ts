import { useEffect, useRef, useState } from 'react'
import type { FieldErrors } from '../../../contract/errors.ts'
import type { FormValue } from '../../forms/schema-form.tsx'
import { useStores } from '../../stores/context.ts'
import type { OutdatedConnector } from './use-outdated.ts'

const DEBOUNCE_MS = 400

/** The messages at the fields, checked again once typing rests; an answer that a newer change has overtaken is dropped. */
export function useLiveCheck({ connector, fields }: OutdatedConnector) {
  const { api } = useStores()
  const [errors, setErrors] = useState<FieldErrors>(fields)
  const latest = useRef<FormValue | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const check = async (value: FormValue) => {
    const kept = connector.secrets.filter(({ isSet }) => isSet).map(({ path }) => path)
    try {
      const answer = await api.connectors.validateConfig({ catalogKey: connector.catalogKey, ...value, kept })
      if (latest.current === value) setErrors(answer.fields)
    } catch {
      // Saving checks again and says what is wrong.
    }
  }
  return {
    errors,
    /** Shows what main said about a save. */
    show: (fieldErrors: FieldErrors) => {
      clearTimeout(timer.current)
      latest.current = null
      setErrors(fieldErrors)
    },
    onChange: (value: FormValue) => {
      latest.current = value
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void check(value), DEBOUNCE_MS)
    },
  }
}
