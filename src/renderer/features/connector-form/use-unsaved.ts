import { useEffect, useRef } from 'react'
import type { FormValue } from '../../forms/schema-form.tsx'

/**
 * Knows whether anything would be lost by closing. What the form says before anybody has touched it (defaults filled
 * in, for example) is where it starts from.
 */
export function useUnsaved(head: { name: string; tags: string[]; secretExpiresAt: string | null }) {
  const isTouched = useRef(false)
  const start = useRef<{ head: string; value: string | null }>({ head: JSON.stringify(head), value: null })
  const value = useRef<FormValue | null>(null)

  const isDirty = () => {
    if (JSON.stringify(head) !== start.current.head) return true
    return value.current !== null && JSON.stringify(value.current) !== start.current.value
  }

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isDirty()) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  })

  return {
    isDirty,
    touched: () => {
      isTouched.current = true
    },
    changed: (next: FormValue) => {
      value.current = next
      if (!isTouched.current) start.current.value = JSON.stringify(next)
    },
  }
}
