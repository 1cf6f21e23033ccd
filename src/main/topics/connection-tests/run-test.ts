import { validateHeaderValue } from 'node:http'
import type { SecureContext } from 'node:tls'
import {
  addressesOf,
  type ConnectionTest,
  credentialFields,
  placeholdersIn,
} from '../../../contract/connection-test.ts'
import { own } from '../../../shared/json.ts'
import { showUnseen } from '../../../shared/names.ts'
import { type TestCause, testCause, type TestReason, testSentence } from '../../../shared/reasons/test-reasons.ts'
import type { Network } from './network.ts'
import { createRequests, mediaType, type ServiceAnswer } from './requests.ts'
import { fill, settingAt, textOf } from './templates.ts'

/** A connector as a test sees it. */
export interface Subject {
  config: Record<string, unknown>
  /** The secrets by path; null for one that cannot be read. */
  secrets: Record<string, unknown>
}

/** The account that a service names; `host` is where it names it. */
export interface Account {
  id: string
  name: string
  host: string
}

interface Step {
  step: 'host' | 'proxy' | 'request' | 'answer' | 'redirect'
  milliseconds: number
  detail: string
}

/** How a test has ended; nothing in it is a secret. */
export interface Outcome {
  cause: TestCause | null
  /** What happened, as a sentence; of the entry itself where it has one. */
  message: string | null
  /** The field that a failure is about. */
  field: string | null
  account: Account | null
  milliseconds: number
  steps: Step[]
}

interface Options {
  network: Network
  trust: SecureContext | undefined
  /** Cancels the test. */
  signal: AbortSignal
}

/** A failure before the rest of an outcome is known. */
interface Failure {
  cause: TestCause
  message?: string | undefined
  field?: string | null | undefined
}

/** After these the next URL of a test may be the right one. */
const ELSEWHERE: ReadonlySet<TestReason> = new Set(['not_found', 'web_page', 'not_json', 'other_service'])

/** Runs a test. Null when it was cancelled. */
export async function runTest(test: ConnectionTest, subject: Subject, options: Options): Promise<Outcome | null> {
  const { network, trust, signal } = options
  const start = performance.now()
  const elapsed = () => Math.round(performance.now() - start)
  const steps: Step[] = []
  const limit = AbortSignal.timeout(network.timeLimit)
  const requests = createRequests({
    ...{ network, trust, http: test.http, signal: AbortSignal.any([signal, limit]) },
    onStep: (step, detail) => void steps.push({ step, milliseconds: elapsed(), detail }),
  })
  const hide = hider(test, subject)
  const end = (outcome: Failure | Account): Outcome => {
    const milliseconds = elapsed()
    const show = (text: string) => showUnseen(hide(text))
    const shown = steps.map((step) => ({ ...step, detail: show(step.detail) }))
    if (!('cause' in outcome)) {
      const account = { id: hide(outcome.id), name: show(outcome.name), host: outcome.host }
      return { cause: null, message: null, field: null, account, milliseconds, steps: shown }
    }
    const cause = withHidden(outcome.cause, show)
    return {
      ...{ cause, message: outcome.message ?? testSentence(cause), field: outcome.field ?? null },
      ...{ account: null, milliseconds, steps: shown },
    }
  }

  const addresses = addressesOf(test).filter(({ unless }) =>
    Object.entries(unless).every(([path, value]) => settingAt(subject.config, path) !== String(value)),
  )
  let first: Failure | undefined
  for (const { url } of addresses) {
    const outcome = await tryAddress({ test, subject, url, send: requests.send })
    if (signal.aborted) return null
    if (limit.aborted && 'cause' in outcome) {
      const seconds = Math.round(network.timeLimit / 1000)
      const host = String(outcome.cause.values['host'] ?? '')
      return end({ cause: testCause('timeout', { host, seconds }), field: addressField(url) })
    }
    if (!('cause' in outcome)) return end(outcome)
    if (!ELSEWHERE.has(outcome.cause.reason)) return end(outcome)
    first ??= outcome
  }
  return end(first ?? { cause: testCause('no_address') })
}

interface Try {
  test: ConnectionTest
  subject: Subject
  /** The template of the URL. */
  url: string
  send: ReturnType<typeof createRequests>['send']
}

/** Asks at one URL of a test. */
async function tryAddress({ test, subject, url, send }: Try): Promise<Failure | Account> {
  const plain = requestOf(test, subject, url, test.path)
  if ('cause' in plain) return plain
  const secretParts = secretPartsOf(test, subject)
  if ('cause' in secretParts) return secretParts
  const { shown, isEntered, headers } = plain
  const whole = new URL(shown)
  for (const [name, value] of Object.entries(secretParts.query)) whole.searchParams.set(name, value)
  const request = { method: test.method, url: whole, isEntered, headers: { ...headers, ...secretParts.headers } }
  const answer = await send(request, shown)
  if ('reason' in answer) return { cause: answer, field: fieldOf(answer.reason, test, url) }
  const failure = await failureIn({ test, subject, url, send }, answer, shown.host)
  return failure ?? accountIn(test, subject, url, answer, shown.host)
}

/** A request without its secrets. */
interface PlainRequest {
  shown: URL
  headers: Record<string, string>
  isEntered: boolean
}

/** What a test asks for, without secrets. */
function requestOf(test: ConnectionTest, { config }: Subject, base: string, path: string): PlainRequest | Failure {
  const text = fill(`${base}${path}`, config, 'url')
  if (typeof text !== 'string') return { cause: testCause('no_address'), field: text.misfit }
  if (!URL.canParse(text)) return { cause: testCause('no_address'), field: addressField(base) }
  const shown = new URL(text)
  const fillAll = (templates: Record<string, string>) =>
    Object.entries(templates).flatMap(([name, template]) => {
      const value = fill(template, config, 'plain')
      // A setting that is left out takes its header or parameter with it.
      return typeof value === 'string' ? [[name, value] as const] : []
    })
  for (const [name, value] of fillAll(test.query)) shown.searchParams.append(name, value)
  const headers = Object.fromEntries(fillAll(test.headers))
  const unsendable = Object.entries(headers).find(([name, value]) => !isHeaderValue(name, value))
  if (unsendable) return { cause: testCause('no_address'), field: placeholdersIn(test.headers[unsendable[0]] ?? '')[0] }
  const [host = ''] = /^https?:\/\/[^/?#]*|^\{[^}]*\}/.exec(base) ?? []
  return { shown, headers, isEntered: host.includes('{') }
}

/** The headers and parameters that hold secrets. */
function secretPartsOf(
  test: ConnectionTest,
  subject: Subject,
): { headers: Record<string, string>; query: Record<string, string> } | Failure {
  for (const path of credentialFields(test)) {
    if (subject.secrets[path] === null) return { cause: testCause('unreadable_secret'), field: path }
    if (valueOf(subject, path) === undefined) return { cause: testCause('no_secret'), field: path }
  }
  const at = (path: string | undefined) => (path === undefined ? '' : (valueOf(subject, path) ?? ''))
  const headers: Record<string, string> = {}
  const query: Record<string, string> = {}
  for (const one of test.auth) {
    if (one.in === 'query') query[one.name] = at(one.value)
    else if (one.in === 'basic') headers['authorization'] = `Basic ${toBasic(at(one.username), at(one.password))}`
    else {
      const [name, text, path] =
        one.in === 'bearer'
          ? (['authorization', `Bearer ${at(one.token)}`, one.token] as const)
          : ([one.name, `${one.prefix}${at(one.value)}`, one.value] as const)
      if (!isHeaderValue(name, text)) return { cause: testCause('unsendable_secret'), field: path }
      headers[name] = text
    }
  }
  return { headers, query }
}

/** The text of a secret, or of a setting that is sent with one; undefined for none. */
const valueOf = ({ config, secrets }: Subject, path: string): string | undefined =>
  textOf(secrets[path]) ?? (path.startsWith('config.') ? settingAt(config, path) : undefined)

const toBasic = (user: string, password: string) => Buffer.from(`${user}:${password}`).toString('base64')

function isHeaderValue(name: string, value: string): boolean {
  try {
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}

/** What an answer says is wrong; null for one that is fine as far as its status goes. */
async function failureIn(tried: Try, answer: ServiceAnswer, host: string): Promise<Failure | null> {
  const { test, url } = tried
  const { status } = answer
  const isFine = test.status.includes(status)
  const json = jsonOf(answer)
  for (const one of test.answers) {
    if (one.status !== status || (isFine && Object.keys(one.where).length === 0)) continue
    if (!matches(json, one.where)) continue
    if (one.also && !(await isAlso(tried, one.also))) continue
    const reason = one.means ?? (isFine ? 'unauthorized' : reasonOf(status))
    const cause = causeWith(reason, answer, host)
    return { cause, message: one.message, field: one.field ?? fieldOf(reason, test, url) }
  }
  if (isFine) return null
  const reason = reasonOf(status)
  return { cause: causeWith(reason, answer, host), field: fieldOf(reason, test, url) }
}

/** Makes the second request of an answer, which holds no secret. */
async function isAlso(
  { test, subject, url, send }: Try,
  { path, where }: NonNullable<ConnectionTest['answers'][number]['also']>,
): Promise<boolean> {
  const plain = requestOf({ ...test, query: {} }, subject, url, path)
  if ('cause' in plain) return false
  const { shown, headers, isEntered } = plain
  const answer = await send({ method: 'GET', url: shown, headers, isEntered }, shown)
  return !('reason' in answer) && test.status.includes(answer.status) && matches(jsonOf(answer), where)
}

type StatusReason = 'unauthorized' | 'forbidden' | 'not_found' | 'rate_limited' | 'server_error' | 'other_status'

function reasonOf(status: number): StatusReason {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not_found'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'server_error' : 'other_status'
}

function causeWith(reason: StatusReason | 'other_service', answer: ServiceAnswer, host: string): TestCause {
  if (reason === 'rate_limited') return testCause(reason, { host, seconds: waitOf(answer) })
  if (reason === 'server_error' || reason === 'other_status') return testCause(reason, { host, status: answer.status })
  return testCause(reason, { host })
}

/** Later instants than this are no number of seconds from now. */
const AN_INSTANT = 1_000_000_000

/** How many seconds to wait, by the headers that say so; 0 where none does. */
function waitOf({ headers }: ServiceAnswer): number {
  const now = Date.now() / 1000
  const names = ['retry-after', 'x-rate-limit-reset', 'x-ratelimit-reset', 'ratelimit-reset']
  for (const value of names.map((name) => headers[name])) {
    if (typeof value !== 'string') continue
    const seconds = /^\d+$/.test(value) ? Number(value) : Date.parse(value) / 1000
    if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds > AN_INSTANT ? seconds - now : seconds))
  }
  return 0
}

/** The account in an answer that is fine, or why there is none. */
function accountIn(
  { account }: ConnectionTest,
  { config }: Subject,
  url: string,
  answer: ServiceAnswer,
  host: string,
): Failure | Account {
  const field = addressField(url)
  const json = jsonOf(answer)
  if (json === undefined || mediaType(answer) === 'text/html') {
    const isPage = mediaType(answer) === 'text/html' || /^\s*<(?:!doctype|html)/i.test(answer.body)
    if (isPage) return { cause: testCause('web_page', { host }), field }
    if (account) return { cause: testCause('not_json', { host }), field }
  }
  if (!account) return { id: '', name: '', host }
  const id = textOf(valueAt(json, account.id))
  if (id === undefined) return { cause: testCause('other_service', { host }), field }
  const name = account.name.map((path) => textOf(valueAt(json, path))).find((text) => text !== undefined) ?? id
  const expected = account.expected === undefined ? undefined : settingAt(config, account.expected)
  if (expected !== undefined && handleOf(expected) !== handleOf(name))
    return { cause: testCause('other_account', { name, expected }), field: account.expected }
  return { id: id.slice(0, MAX_ACCOUNT), name: name.slice(0, MAX_ACCOUNT), host }
}

const MAX_ACCOUNT = 200

const handleOf = (name: string) => name.trim().replace(/^@/, '').toLowerCase()

function jsonOf({ body }: ServiceAnswer): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const valueAt = (json: unknown, path: string) =>
  path.split('.').reduce<unknown>((value, name) => own(value, name), json)

const matches = (json: unknown, where: ConnectionTest['answers'][number]['where']): boolean =>
  Object.entries(where).every(([path, expected]) => {
    const value = valueAt(json, path)
    if (!Array.isArray(expected)) return value === expected
    return expected.length === 0 ? Array.isArray(value) && value.length === 0 : expected.some((one) => one === value)
  })

/** The setting that holds an address; null where the entry itself does. */
const addressField = (url: string): string | null => placeholdersIn(url)[0] ?? null

/** The field at which a cause is shown. */
function fieldOf(reason: TestReason, test: ConnectionTest, url: string): string | null {
  if (['unauthorized', 'forbidden', 'unsendable_secret'].includes(reason)) return credentialFields(test).at(-1) ?? null
  return ['bad_ca_file', 'bad_proxy', 'proxy_unreachable', 'proxy_refused'].includes(reason) ? null : addressField(url)
}

/** Shorter texts than this are in many answers. */
const LEAST_SECRET = 6

/** Answers what takes the secrets out of a text that came from a server, which may have repeated them. */
function hider(test: ConnectionTest, subject: Subject): (text: string) => string {
  // A user's name is what a test answers.
  const names = new Set(
    test.auth.flatMap((one) => (one.in === 'basic' && one.password !== undefined ? [one.username] : [])),
  )
  const values = Object.entries(subject.secrets).flatMap(([path, value]) => {
    const text = names.has(path) ? undefined : textOf(value)
    return text === undefined || text.length < LEAST_SECRET ? [] : [text]
  })
  const at = (path: string | undefined) => (path === undefined ? '' : (valueOf(subject, path) ?? ''))
  const basic = test.auth.flatMap((one) => (one.in === 'basic' ? [toBasic(at(one.username), at(one.password))] : []))
  const forms = [...values, ...basic].flatMap((text) => [
    text,
    encodeURIComponent(text),
    new URLSearchParams({ a: text }).toString().slice(2),
  ])
  return (text) => forms.reduce((shown, form) => shown.replaceAll(form, '…'), text)
}

const withHidden = ({ reason, values }: TestCause, hide: (text: string) => string): TestCause => ({
  reason,
  values: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? hide(value) : Array.isArray(value) ? value.map(hide) : value,
    ]),
  ),
})
