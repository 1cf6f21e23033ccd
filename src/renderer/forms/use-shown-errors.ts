import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FieldMessages } from '../../shared/errors.ts'
import { errorsWithin } from './data/errors.ts'
import type { Reveal } from './data/form-context.ts'
import { formatPath, parsePath, type Path } from '../../shared/path.ts'

/**
 * Chooses the errors to show: those of visited fields, and all of them after a submit or when
 * the form starts with errors. After a submit the first field with an error gets the focus once.
 */
export function useShownErrors(form: RefObject<HTMLFormElement | null>, errors: FieldMessages) {
  const [visited, setVisited] = useState<Path[]>([])
  const [isShowingAll, setIsShowingAll] = useState(() => Object.keys(errors).length > 0)
  const [reveal, setReveal] = useState<Reveal>({ path: [], count: 0 })
  const isAwaiting = useRef(false)
  const shown = useMemo(() => (isShowingAll ? errors : errorsWithin(errors, visited)), [errors, isShowingAll, visited])
  const go = useCallback((path: Path) => setReveal(({ count }) => ({ path, count: count + 1 })), [])

  useEffect(() => {
    const element = form.current
    const visit = ({ target }: FocusEvent) => {
      const key = target instanceof Element ? target.closest('[data-path]')?.getAttribute('data-path') : null
      if (!key) return
      setVisited((paths) => (paths.some((path) => formatPath(path) === key) ? paths : [...paths, parsePath(key)]))
    }
    element?.addEventListener('focusout', visit)
    return () => element?.removeEventListener('focusout', visit)
  }, [form])

  useEffect(() => {
    const [first] = Object.keys(errors)
    if (first === undefined || !isAwaiting.current) return
    isAwaiting.current = false
    go(parsePath(first))
  }, [errors, go])

  // Runs after the folds opened, which they do in the same render.
  useEffect(() => {
    if (reveal.count > 0 && form.current) focusPath(form.current, reveal.path)
  }, [form, reveal])

  /** Shows all errors; goes to the field that kept the form from being sent, or else to the first error of the reply. */
  const onSubmitted = (problem: string | undefined) => {
    isAwaiting.current = problem === undefined
    setIsShowingAll(true)
    if (problem !== undefined) go(parsePath(problem))
  }
  return { shown, isShowingAll, reveal, go, onSubmitted }
}

const INPUT = 'input:not([type=file], [hidden]), select, textarea'

/** Puts the focus on the field at a path or, where there is none, on what is nearest around it. */
export function focusPath(form: HTMLElement, path: Path) {
  for (let length = path.length; length > 0; length--) {
    const row = form.querySelector(`[data-path="${CSS.escape(formatPath(path.slice(0, length)))}"]`)
    const control = row?.querySelector<HTMLElement>(INPUT) ?? row?.querySelector('button')
    if (control) {
      control.focus({ preventScroll: true })
      control.closest('[data-path]')?.scrollIntoView({ block: 'nearest' })
      return
    }
  }
}
