import { useEffect, useRef, useState } from 'react'
import type { FieldMessages } from '../../contract/errors.ts'
import type { FormValue } from './data/form-value.ts'

const DEBOUNCE_MS = 400

interface CheckedErrorsOptions {
  /** The errors at the start. */
  first: FieldMessages
  /** Whether changes are checked from the start, and not only after `start`. */
  isStarted: boolean
  check(value: FormValue): Promise<FieldMessages>
}

/**
 * The errors of a form, checked again when typing pauses. A reply to an older state of the form is dropped, and so is one
 * that comes after the errors of a save.
 */
export function useCheckedErrors({ first, isStarted: isStartedAtOnce, check }: CheckedErrorsOptions) {
  const [errors, setErrors] = useState(first)
  const latest = useRef<FormValue | null>(null)
  const isStarted = useRef(isStartedAtOnce)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // What counts as missing may change with the same click that starts a check.
  const newest = useRef(check)
  useEffect(() => {
    newest.current = check
  })

  const run = async () => {
    const value = latest.current
    if (!value) return
    try {
      const next = await newest.current(value)
      if (latest.current === value) setErrors(next)
    } catch {
      // Saving checks again and shows the error.
    }
  }
  const schedule = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void run(), DEBOUNCE_MS)
  }
  return {
    errors,
    /** Shows the errors of a failed save. */
    show: (next: FieldMessages) => {
      clearTimeout(timer.current)
      latest.current = null
      setErrors(next)
    },
    start: () => {
      if (isStarted.current) return
      isStarted.current = true
      schedule()
    },
    onChange: (value: FormValue) => {
      latest.current = value
      if (isStarted.current) schedule()
    },
  }
}
