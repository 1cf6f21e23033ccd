import type { Page } from '@playwright/test'
import type { JsonObject } from '../../../src/shared/json.ts'
import { parsePath } from '../../../src/shared/path.ts'
import { schemasAt } from './schemas-at.ts'
import { elementOf, survey, type Control } from './survey.ts'
import { sample } from './values.ts'

export interface Schemas {
  configSchema: JsonObject
  authSchema: JsonObject
}

export interface Filling {
  schemas: Schemas
  /** Selects the branch of every choice and one of several possible values. */
  variant: number
  /** The number of attempts by field. */
  tries: Map<string, number>
  /** The choices, lists and maps that are done. */
  settled: Map<string, number>
}

export const startFilling = (schemas: Schemas, variant: number): Filling => ({
  schemas,
  variant,
  tries: new Map(),
  settled: new Map(),
})

const MAX_DEPTH = 9
const MAX_STEPS = 400

/** Fills in the wanted fields of the form in the open dialog, and the fields that appear because of them. */
export async function fill(page: Page, filling: Filling, isWanted: (control: Control) => boolean): Promise<void> {
  const entered = new Set<string>()
  for (let step = 0; step < MAX_STEPS; step++) {
    const controls = (await survey(page)).filter(isWanted)
    const namesAt = namesOn(controls)
    if (await settleOne(page, filling, controls, namesAt)) continue
    const open = controls.filter((control) => isLeaf(control) && !entered.has(keyOf(control)))
    if (open.length === 0) return
    for (const control of open) {
      entered.add(keyOf(control))
      await enter(page, filling, control, namesAt)
    }
  }
  throw new Error('The form never comes to an end')
}

const isLeaf = ({ kind }: Control) => !['card', 'branches', 'add', 'map name', 'stored'].includes(kind)
const keyOf = ({ path, kind, within }: Control) => `${kind} ${path} ${within}`

/** The names of the fields on screen directly below each place. */
export function namesOn(controls: readonly Control[]) {
  const names = new Map<string, Set<string>>()
  for (const { path } of controls) {
    const segments = parsePath(path)
    for (const [at, name] of segments.entries()) {
      const above = JSON.stringify(segments.slice(0, at))
      names.set(above, (names.get(above) ?? new Set()).add(name))
    }
  }
  return (path: readonly string[]) => [...(names.get(JSON.stringify(path)) ?? [])]
}

export function schemasOf({ schemas }: Filling, path: string, namesAt: (path: readonly string[]) => string[]) {
  const [side = '', ...inside] = parsePath(path)
  const root = side === 'auth' ? schemas.authSchema : schemas.configSchema
  return { root, matching: schemasAt(root, inside, (at) => namesAt([side, ...at])) }
}

/** Makes the next choice, adds the next item or names the next entry; false when nothing is left. */
async function settleOne(
  page: Page,
  filling: Filling,
  controls: Control[],
  namesAt: (path: readonly string[]) => string[],
): Promise<boolean> {
  for (const control of controls) {
    const key = `${control.kind} ${control.path}`
    const count = filling.settled.get(key) ?? 0
    const element = elementOf(page, control)
    if (control.kind === 'card' && count === 0) {
      const cards = controls.filter(({ kind, path }) => kind === 'card' && path === control.path)
      const card = cards[filling.variant % cards.length] ?? control
      filling.settled.set(key, cards.length)
      await elementOf(page, card).check()
      return true
    }
    if (control.kind === 'branches' && count === 0) {
      const branches = control.options.filter((text) => text !== 'None' && text !== 'Choose…')
      filling.settled.set(key, branches.length)
      const first = control.options.length - branches.length
      await element.selectOption({ index: first + (filling.variant % branches.length) })
      return true
    }
    if (control.kind === 'map name' && control.value === '') {
      filling.settled.set(key, count + 1)
      const { root, matching } = schemasOf(filling, control.path, namesAt)
      const rules = matching.map(({ propertyNames }) => propertyNames).filter((rule) => rule !== undefined)
      const patterns = matching.flatMap(({ patternProperties }) => Object.keys(patternProperties ?? {}))
      const name = sample(
        root,
        [...(rules as JsonObject[]), ...patterns.slice(0, 1).map((pattern) => ({ pattern }))],
        count,
      )
      await element.fill(String(name).replaceAll(' ', '_'))
      return true
    }
    if (control.kind === 'add' && parsePath(control.path).length <= MAX_DEPTH) {
      const { matching } = schemasOf(filling, control.path, namesAt)
      const least = Math.max(
        1,
        ...matching.map(({ minItems, minProperties }) => Number(minItems ?? minProperties ?? 0)),
      )
      const there = new Set(namesAt(parsePath(control.path))).size
      if (count >= least || there >= least) continue
      filling.settled.set(key, count + 1)
      await element.click()
      return true
    }
  }
  return false
}

/** Enters one value into its control; the first attempt keeps a value that the form filled in. */
async function enter(
  page: Page,
  filling: Filling,
  control: Control,
  namesAt: (path: readonly string[]) => string[],
): Promise<void> {
  const tries = filling.tries.get(control.path) ?? 0
  filling.tries.set(control.path, tries + 1)
  const isPrefilled = control.value !== '' && control.value !== '[]' && control.value !== 'false'
  if (tries === 0 && filling.variant === 0 && isPrefilled && control.kind !== 'check') return
  const { root, matching } = schemasOf(filling, control.path, namesAt)
  // The items of a list get different values.
  const item = Number(parsePath(control.path).findLast((segment) => /^\d+$/.test(segment)) ?? 0)
  const attempt = filling.variant + tries + item
  // A choice of plain values has the control of the branch that is chosen.
  const numeric = matching.filter((schema) => schema.type === 'integer' || schema.type === 'number')
  const value = sample(root, control.kind === 'number' && numeric.length > 0 ? numeric : matching, attempt)
  const element = elementOf(page, control)
  switch (control.kind) {
    case 'checkbox':
      return element.setChecked(value === true)
    case 'check':
      return element.setChecked(control.within === filling.variant % 2)
    case 'select': {
      const usable = control.options.filter((text) => text !== 'None' && text !== 'Choose…')
      const first = control.options.length - usable.length
      await element.selectOption({ index: first + ((filling.variant + tries) % usable.length) })
      return
    }
    case 'combobox':
      await element.fill(value === '' ? '(empty)' : typeof value === 'string' ? value : JSON.stringify(value))
      await page.getByRole('option').first().click()
      return
    case 'datetime':
      return element.fill(`2024-05-0${1 + (tries % 9)}T10:20:30`)
    case 'date':
      return element.fill(`2024-05-0${1 + (tries % 9)}`)
    case 'json':
      return element.fill(JSON.stringify(value, null, 2))
    case 'tags': {
      const items = Array.isArray(value) ? value : [value]
      for (const item of items) {
        const text = String(item)
        await element.fill(text.includes(',') ? `"${text}"` : text)
        await element.press('Enter')
      }
      return
    }
    default:
      return element.fill(typeof value === 'string' ? value : JSON.stringify(value))
  }
}
