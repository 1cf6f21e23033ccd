import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FieldMessages } from '../../shared/errors.ts'
import { errorsWithin } from './data/errors.ts'
import type { Reveal } from './data/form-context.ts'
import { formatPath, isWithin, parsePath, type Path } from '../../shared/path.ts'
import { inPageOrder } from './page-order.ts'

/**
 * Chooses the errors to show: those of visited fields, and all of them after a submit or when the form starts with errors.
 * A field that is edited has none until the form was checked again. After a submit the first field on the page with an
 * error gets the focus once.
 */
export function useShownErrors(
  form: RefObject<HTMLFormElement | null>,
  errors: FieldMessages,
  /** Goes to a place of the config where its fields are not shown. */
  goToConfig?: (path: Path) => void,
) {
  const [visited, setVisited] = useState<Path[]>([])
  const [isShowingAll, setIsShowingAll] = useState(() => Object.keys(errors).length > 0)
  const [reveal, setReveal] = useState<Reveal>({ path: [], count: 0 })
  const isAwaiting = useRef(false)
  const [edited, setEdited] = useState<{ errors: FieldMessages; paths: Path[] }>({ errors, paths: [] })
  // What was edited before these errors came is checked by now.
  if (edited.errors !== errors) setEdited({ errors, paths: [] })
  const shown = useMemo(() => {
    const known = isShowingAll ? errors : errorsWithin(errors, visited)
    if (edited.paths.length === 0) return known
    const isEdited = (path: Path) => edited.paths.some((place) => isWithin(place, path))
    return Object.fromEntries(Object.entries(known).filter(([key]) => !isEdited(parsePath(key))))
  }, [errors, isShowingAll, visited, edited])
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

  /** For React's `onInput`: with a listener of the element, the input would be rendered before React has its value. */
  const onInput = ({ target }: { target: EventTarget }) => {
    if (!(target instanceof Element) || target.matches('[type=radio], [type=checkbox]')) return
    const key = target.closest('[data-path]')?.getAttribute('data-path')
    if (!key) return
    setEdited((before) => {
      const path = parsePath(key)
      const isKnown = before.paths.some((place) => formatPath(place) === key)
      const isWrong = Object.keys(before.errors).some((wrong) => isWithin(path, parsePath(wrong)))
      return isKnown || !isWrong ? before : { ...before, paths: [...before.paths, path] }
    })
  }

  useEffect(() => {
    if (!isAwaiting.current) return
    const [first] = inPageOrder(form.current, Object.keys(errors))
    if (first === undefined) return
    isAwaiting.current = false
    queueMicrotask(() => go(parsePath(first)))
  }, [errors, form, go])

  // Runs after the folds opened, which they do in the same render.
  const latestGo = useRef(goToConfig)
  useEffect(() => {
    latestGo.current = goToConfig
  })
  useEffect(() => {
    if (reveal.count === 0 || !form.current) return
    if (latestGo.current && reveal.path[0] === 'config') latestGo.current(reveal.path)
    else focusPath(form.current, reveal.path)
  }, [form, reveal])

  /** Shows all errors; goes to the first field that kept the form from being sent, or else to the first error of the reply. */
  const onSubmitted = (problems: readonly string[]) => {
    const [problem] = inPageOrder(form.current, problems)
    isAwaiting.current = problem === undefined
    setIsShowingAll(true)
    if (problem !== undefined) go(parsePath(problem))
  }
  return { shown, isShowingAll, reveal, go, onInput, onSubmitted }
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
