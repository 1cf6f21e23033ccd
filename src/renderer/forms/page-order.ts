import { type RefObject, useLayoutEffect, useState } from 'react'
import type { FieldMessages } from '../../shared/errors.ts'
import { formatPath, parsePath } from '../../shared/path.ts'

/** Paths in the order in which their fields, or what is nearest around them, stand on the page. */
export function inPageOrder(form: HTMLElement | null, paths: readonly string[]): string[] {
  const places = new Map<string | null, number>()
  for (const [place, row] of form?.querySelectorAll('[data-path]').entries() ?? [])
    places.set(row.getAttribute('data-path'), place)
  const placeOf = (key: string): number => {
    const path = parsePath(key)
    for (let length = path.length; length > 0; length--) {
      const place = places.get(formatPath(path.slice(0, length)))
      if (place !== undefined) return place
    }
    return Number.POSITIVE_INFINITY
  }
  return paths
    .map((path) => ({ path, place: placeOf(path) }))
    .toSorted((a, b) => (a.place === b.place ? 0 : a.place - b.place))
    .map(({ path }) => path)
}

/** The paths of errors in the order of the page, which is known once their fields are on it. */
export function usePageOrder(form: RefObject<HTMLFormElement | null>, errors: FieldMessages): readonly string[] {
  const [order, setOrder] = useState<readonly string[]>([])
  useLayoutEffect(() => {
    let isCurrent = true
    // Before the browser paints, and after the folds around the errors have opened.
    queueMicrotask(() => {
      if (!isCurrent) return
      const next = inPageOrder(form.current, Object.keys(errors))
      setOrder((before) => (before.join('\n') === next.join('\n') ? before : next))
    })
    return () => {
      isCurrent = false
    }
  }, [form, errors])
  return order
}
