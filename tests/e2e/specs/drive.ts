import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { isDeepStrictEqual } from 'node:util'
import type { CatalogEntry } from '../../../src/contract/groups/catalog.ts'
import type { Connector } from '../../../src/contract/groups/connectors.ts'
import type { FieldErrors, Reply } from '../../../src/contract/errors.ts'
import { formatPath, parsePath } from '../../../src/shared/path.ts'
import { compare, compareScreens } from './compare.ts'
import { fill, startFilling, type Filling } from './fill.ts'
import { survey, type Control } from './survey.ts'

/** Calls to the REST interface beside the screens. */
export interface Rest {
  entry(key: string): Promise<CatalogEntry>
  connector(id: string): Promise<Connector>
  remove(id: string): Promise<unknown>
}

export interface Driven {
  key: string
  problems: string[]
  /** The number of fields on screen, and of ways to fill them in. */
  fields: number
  ways: number
}

const MAX_WAYS = 8
const MAX_ROUNDS = 12
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Drives one entry through the screens as a person does: submits the empty form and corrects the errors; then,
 * once for every branch of its choices, fills in everything, saves, reads the connector back and opens it again.
 * `open` shows the form that adds a connector. A quick run leaves out axe, further branches and opening it again, and
 * fills in everything right after the errors of the empty form.
 */
export async function drive(
  page: Page,
  rest: Rest,
  { key, secrets, isQuick = false }: { key: string; secrets: string[]; isQuick?: boolean },
  open: () => Promise<void>,
): Promise<Driven> {
  const problems: string[] = []
  const reported = new Set<string>()
  const complain = (texts: string[], way: string) => {
    for (const text of texts) {
      if (reported.has(text)) continue
      reported.add(text)
      problems.push(`${way}: ${text}`)
    }
  }
  const { configSchema, authSchema } = await rest.entry(key)
  const schemas = { configSchema, authSchema }
  let fields = 0

  if (!isQuick) {
    await open()
    const least = startFilling(schemas, 0)
    complain(namingProblems(await survey(page)), 'empty')
    const first = await saveByErrors(page, least, (texts) => complain(texts, 'empty'))
    if (first) {
      complain(compare(first.screen, await rest.connector(first.id), least), 'least')
      await rest.remove(first.id)
    }
  }

  let ways = 1
  for (let variant = 0; variant < Math.min(ways, isQuick ? 1 : MAX_WAYS); variant++) {
    const way = `way ${variant + 1}`
    const filling = startFilling(schemas, variant)
    await open()
    if (isQuick && (await submitEmpty(page, rest, (texts) => complain(texts, 'empty')))) await open()
    await fill(page, filling, () => true)
    ways = Math.max(ways, ...filling.settled.values())
    const screen = await survey(page)
    fields = Math.max(fields, screen.length)
    complain(namingProblems(screen), way)
    if (variant === 0 && !isQuick) complain(await axeProblems(page), way)
    const saved = await saveByErrors(page, filling, (texts) => complain(texts, way))
    if (!saved) continue
    const stored = await rest.connector(saved.id)
    complain(unlisted(screen, stored, secrets, JSON.stringify(schemas).includes('"$ref"')), way)
    complain(compare(saved.screen, stored, filling), way)
    if (!isQuick) complain(await openAgain(page, saved.screen, stored, rest), way)
    await rest.remove(saved.id)
  }
  return { key, problems, fields, ways: Math.min(ways, MAX_WAYS) }
}

/** Secrets on screen or stored that lint does not list; `*` stands for any item or name. */
function unlisted(
  screen: readonly Control[],
  { secrets: stored }: Connector,
  listed: string[],
  isRecursive: boolean,
): string[] {
  const isListed = (path: string) =>
    listed.some((one) => {
      const [pattern, parts] = [parsePath(one), parsePath(path)]
      // A recursive schema has the same secret at every depth, and lint lists only the first.
      if (isRecursive && pattern.length < parts.length) return pattern.at(-1) === parts.at(-1)
      return pattern.length === parts.length && pattern.every((part, at) => part === '*' || part === parts[at])
    })
  const paths = [...screen.filter(({ isSecret }) => isSecret), ...stored].map(({ path }) => path)
  return [...new Set(paths)].filter((path) => !isListed(path)).map((path) => `${path}: lint does not name this secret`)
}

/** Every control must have a name that is unique together with its groups. */
function namingProblems(screen: readonly Control[]): string[] {
  const fields = screen.filter(({ kind }) => kind !== 'stored')
  const nameless = fields
    .filter(({ name }) => /(^|› )$/.test(name) || name === '')
    .map(({ path }) => `${path}: no name`)
  const paths = new Map<string, string>()
  const doubles = fields.flatMap(({ name, path, kind }) => {
    const other = paths.get(name)
    paths.set(name, path)
    return other === undefined || kind === 'add' ? [] : [`${path}: the same name as ${other}: ${name}`]
  })
  return [...nameless, ...doubles]
}

async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').withTags(RULES).analyze()
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0]?.html}`)
}

/** Submits the untouched form, whose errors must be at their fields; true when it was saved instead and removed again. */
async function submitEmpty(page: Page, rest: Rest, complain: (texts: string[]) => void): Promise<boolean> {
  complain(namingProblems(await survey(page)))
  const reply = await submit(page)
  if (reply.ok) {
    await page.locator('#connector-form').waitFor({ state: 'detached' })
    await rest.remove((reply.value as Connector).id)
    return true
  }
  complain(reply.error.fields ? await errorProblems(page, reply.error.fields) : [`not saved: ${reply.error.message}`])
  return false
}

/** Submits and corrects the fields with errors until the connector is saved. */
async function saveByErrors(page: Page, filling: Filling, complain: (texts: string[]) => void) {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const screen = await survey(page)
    const reply = await submit(page)
    if (reply.ok) {
      await page.locator('#connector-form').waitFor({ state: 'detached' })
      return { id: (reply.value as Connector).id, screen }
    }
    const errors = reply.error.fields
    if (!errors) {
      complain([`not saved: ${reply.error.message}`])
      break
    }
    complain(await errorProblems(page, errors))
    const places = Object.keys(errors).map(parsePath)
    await fill(page, filling, ({ path }) => places.some((place) => isWithin(parsePath(path), place)))
    if (round === MAX_ROUNDS - 1) complain([`never saved: ${JSON.stringify(errors)}`])
  }
  await close(page)
  return null
}

const isWithin = (path: readonly string[], place: readonly string[]) =>
  place.every((segment, at) => path[at] === segment)

async function submit(page: Page): Promise<Reply> {
  const [response] = await Promise.all([
    page.waitForResponse((one) => /\/call\/connectors\.(install|update)$/.test(one.url())),
    page.locator('[role=dialog] button[type=submit]').click(),
  ])
  return (await response.json()) as Reply
}

const SUMMARY = '#connector-form [aria-live=polite] li'

/** Every error must be at its field and in the summary, and the first one must have the focus. */
async function errorProblems(page: Page, errors: FieldErrors): Promise<string[]> {
  const paths = Object.keys(errors).toSorted()
  const summary = page.locator(SUMMARY)
  await page
    .waitForFunction(([selector, count]) => document.querySelectorAll(selector).length === count, [
      SUMMARY,
      paths.length,
    ] as const)
    .catch(() => undefined)
  const rows = await page.locator('#connector-form [data-path]').evaluateAll((all) =>
    all.map((row) => ({
      path: row.getAttribute('data-path') ?? '',
      isWrong: [...row.querySelectorAll('div[id$="-error"]')].some(
        (error) => error.closest('[data-path]') === row && error.checkVisibility(),
      ),
    })),
  )
  // Values within one control have no row of their own.
  const rowOf = (path: string[]): string =>
    rows.some((row) => row.path === formatPath(path)) || path.length === 0 ? formatPath(path) : rowOf(path.slice(0, -1))
  const problems = paths
    .filter((path) => !rows.some((row) => row.isWrong && row.path === rowOf(parsePath(path))))
    .map((path) => `${path}: "${errors[path]?.join('. ')}" is not shown at its field`)
  const summaryCount = await summary.count()
  if (summaryCount !== paths.length) problems.push(`the summary names ${summaryCount} of ${paths.length} errors`)
  const hasFocus = await page.evaluate(() => document.activeElement?.closest('#connector-form [data-path]') !== null)
  if (!hasFocus) problems.push('no field has the focus after a submit')
  return problems
}

/** Opens the connector again: it must show what was entered, and saving it unchanged must change nothing. */
async function openAgain(page: Page, before: Control[], stored: Connector, rest: Rest): Promise<string[]> {
  await page.getByRole('button', { name: `Configure ${stored.name}`, exact: true }).click()
  await page.locator('#connector-form').waitFor()
  const problems = compareScreens(before, await survey(page))
  const reply = await submit(page)
  if (!reply.ok) {
    await close(page)
    return [...problems, `saving it unchanged: ${JSON.stringify(reply.error)}`]
  }
  await page.locator('#connector-form').waitFor({ state: 'detached' })
  const after = await rest.connector(stored.id)
  if (!isDeepStrictEqual(after.config, stored.config))
    problems.push(`saving it unchanged turned ${JSON.stringify(stored.config)} into ${JSON.stringify(after.config)}`)
  if (!isDeepStrictEqual(after.secrets, stored.secrets)) problems.push('saving it unchanged changed its secrets')
  return problems
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  const discard = page.getByRole('button', { name: /^Discard/ })
  const dialog = page.locator('#connector-form')
  await Promise.race([discard.waitFor(), dialog.waitFor({ state: 'detached' })])
  if (await discard.isVisible()) await discard.click()
  await dialog.waitFor({ state: 'detached' })
}
