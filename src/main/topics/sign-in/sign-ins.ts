import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { appError, AppError, type FieldValues } from '../../../contract/errors.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { SignIn, signIns } from '../../../contract/groups/sign-ins.ts'
import { type Oauth, readOauth } from '../../../contract/oauth.ts'
import { type SignInCause, signInCause, signInReasons } from '../../../shared/reasons/sign-in-reasons.ts'
import { testReasons } from '../../../shared/reasons/test-reasons.ts'
import { splitSecrets } from '../../../shared/secret-values.ts'
import type { Context } from '../../core/context.ts'
import type { Clock } from '../../core/ports.ts'
import type { CatalogRow, CatalogRows } from '../catalog/rows.ts'
import type { ConnectionTests, RenewTokens } from '../connection-tests/connection-tests.ts'
import { createTrust, type Network } from '../connection-tests/network.ts'
import type { Subject } from '../connection-tests/run-test.ts'
import type { HeldTokens } from '../connectors/secret-values/held-tokens.ts'
import { withFormerSecrets } from '../connectors/former-secrets.ts'
import { schemasOf } from '../connectors/input.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import { createReadSecrets } from '../connectors/secret-values/stored-secrets.ts'
import type { Core } from '../core.ts'
import type { PageWords } from './finishing-page.ts'
import type { Listener } from './listener.ts'
import { type Failure, isFailure } from './failure.ts'
import type { Grant } from './service.ts'
import { createTokens, tokensOf } from './tokens.ts'

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: Pick<CatalogRows, 'find' | 'byId'>
  heldTokens: HeldTokens
  connectionTests: () => Pick<ConnectionTests, 'handlers' | 'identify'>
  network: Network
  clock: Clock
  /** Milliseconds that somebody has to sign in. */
  timeLimit?: number
}

export interface SignIns {
  handlers: GroupHandlers<typeof signIns, Context>
  renewTokens: RenewTokens
  /** Ends what is under way, in one workspace or all. */
  stop(workspaceId?: string): void
  close(): void
}

type StartInput = Parameters<SignIns['handlers']['start']>[1]

/** What a sign-in is for. */
interface Purpose {
  context: Context
  workspaceId: string
  entry: CatalogRow
  oauth: Oauth
  connector: ConnectorRow | null
  subject: Subject
  /** The tokens wait for a save. */
  isHeld: boolean
}

/** A sign-in that somebody has begun. */
interface UnderWay {
  shown: SignIn
  purpose: Purpose
  cancel: AbortController
  listener: Listener | null
  /** Fulfilled once it has ended. */
  end: PromiseWithResolvers<void>
  timer: NodeJS.Timeout | null
}

const MINUTE = 60_000
const TIME_LIMIT = 10 * MINUTE

/** How long an ended sign-in can be asked about, and its tokens wait for a save. */
const KEPT = 30 * MINUTE

/** Signing in to the services of connectors. */
export function createSignIns(core: Core, deps: Deps): SignIns {
  const { vault } = core
  const { connectorRows, catalogRows, heldTokens, connectionTests, network, clock, timeLimit = TIME_LIMIT } = deps
  const trust = createTrust()
  const readSecrets = createReadSecrets(vault)
  const all = new Map<string, UnderWay>()

  const open = async (oauth: Oauth, subject: Subject, signal: AbortSignal) => {
    const trusted = await trust(network)
    if (trusted && 'reason' in trusted) return { cause: trusted, field: null }
    const wait = (milliseconds: number) => pause(milliseconds, undefined, { signal })
    // Loading http takes a good part of the start of a command, and most commands sign in nowhere.
    const { openService } = await import('./service.ts')
    return openService(oauth, subject, { network, trust: trusted, signal, wait })
  }

  const tokens = createTokens(core, {
    ...{ connectorRows, catalogRows, clock },
    refresh: async (oauth, subject, refreshToken, signal) => {
      const service = await open(oauth, subject, signal)
      return isFailure(service) ? service : service.refresh(refreshToken)
    },
  })

  /** What a person has entered, saved or not. */
  const subjectOf = async (
    { settings }: StartInput,
    entry: CatalogRow,
    oauth: Oauth,
    connector: ConnectorRow | null,
  ): Promise<Subject> => {
    const paths = [oauth.clientId, oauth.clientSecret].filter((path) => path !== undefined)
    const stored = connector ? await readSecrets(paths, entry, connector) : {}
    if (!settings) return { config: connector?.config ?? {}, secrets: stored }
    const { config, auth, secrets } = withFormerSecrets(entry, settings)
    const split = splitSecrets(schemasOf(entry), { config, auth })
    const kept = Object.entries(stored).filter(([path]) => !secrets.clear.includes(path))
    return { config: split.config, secrets: { ...Object.fromEntries(kept), ...split.secrets, ...secrets.set } }
  }

  const end = (one: UnderWay, change: Partial<SignIn> & Pick<SignIn, 'state'>) => {
    if (one.shown.state !== 'waiting') return
    Object.assign(one.shown, change)
    one.listener?.close()
    if (one.timer) clearTimeout(one.timer)
    one.cancel.abort()
    one.timer = setTimeout(() => forget(one), KEPT).unref()
    one.end.resolve()
  }

  const forget = (one: UnderWay) => {
    if (one.timer) clearTimeout(one.timer)
    heldTokens.drop(one.shown.id)
    all.delete(one.shown.id)
  }

  const fail = (one: UnderWay, { cause, field }: Failure) =>
    end(one, { state: 'failed', reason: cause.reason, values: cause.values, message: sentence(cause), field })

  /** Ends those that are under way for the same connector: each has one sign-in at a time. */
  const endOthers = ({ workspaceId, connector, entry }: Purpose) => {
    for (const one of all.values()) {
      const { purpose } = one
      const isSame = purpose.connector?.id === connector?.id && purpose.entry.id === entry.id
      if (isSame && purpose.workspaceId === workspaceId) fail(one, { cause: signInCause('stopped'), field: null })
    }
  }

  /** Keeps what the service has given out, and answers what the browser shows. */
  const settle = async (one: UnderWay, grant: Grant | Failure): Promise<PageWords> => {
    if (one.shown.state !== 'waiting') return 'ended'
    if (isFailure(grant)) {
      fail(one, grant)
      return 'failed'
    }
    const { purpose, shown } = one
    const { workspaceId, entry, oauth, connector, isHeld } = purpose
    const now = clock()
    const context = { ...purpose.context, now: now.toISOString() }
    try {
      const current = connector && connectorRows.get(workspaceId, connector.id)
      const isRenewable = oauth.refreshToken !== undefined && oauth.refreshToken in (current?.auth ?? {})
      const fresh = tokensOf(oauth, grant, now, isRenewable)
      if (isHeld || !connector) await heldTokens.put(shown.id, { workspaceId, catalogId: entry.id }, fresh)
      else await tokens.store(context, { workspaceId, id: connector.id }, fresh)
      void learnAccount(one, context, fresh.values)
        .then((known) =>
          end(one, {
            ...{ state: 'done', expiresAt: fresh.signIn.expiresAt, ...known },
            isRenewed: isRenewable || grant.refreshToken !== null,
          }),
        )
        .catch(() => end(one, { state: 'done' }))
      return 'done'
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      fail(one, { cause: signInCause('not_stored', notStored(error)), field: null })
      return 'failed'
    }
  }

  /** Asks the service whom the tokens belong to. Stored ones are tested as a person would test them. */
  const learnAccount = async (one: UnderWay, context: Context, values: Record<string, string>) => {
    const { workspaceId, entry, connector, subject, isHeld } = one.purpose
    const { handlers, identify } = connectionTests()
    if (connector && !isHeld && entry.connectionTest) {
      const { account, sameAccount } = await handlers.test(context, { workspaceId, id: connector.id, markError: false })
      return { account, sameAccount }
    }
    const secrets = { ...subject.secrets, ...values }
    const place = { workspaceId, entry, ...(connector && { exceptId: connector.id }) }
    return identify(place, { config: subject.config, secrets }, one.cancel.signal)
  }

  const begin = async (one: UnderWay, way: StartInput['way']): Promise<Failure | null> => {
    const { oauth, subject, context } = one.purpose
    const service = await open(oauth, subject, one.cancel.signal)
    if (isFailure(service)) return service
    if (way === 'device') {
      const device = await service.beginDevice()
      if (isFailure(device)) return device
      Object.assign(one.shown, { address: device.address, code: device.code })
      one.shown.endsAt = new Date(clock().getTime() + Math.min(timeLimit, device.expiresIn * 1000)).toISOString()
      void device.finish().then(
        (grant) => settle(one, grant),
        () => undefined,
      )
    } else {
      let state: string | null = null
      let finish: (answer: URLSearchParams) => Promise<Grant | Failure> = () => Promise.reject(new Error('Not begun'))
      const { listen } = await import('./listener.ts')
      const listener = await listen(oauth, {
        state: () => state,
        onAnswer: async (answer) => settle(one, await finish(answer)),
      })
      if ('reason' in listener) return { cause: listener, field: null }
      one.listener = listener
      const attempt = await service.begin(listener.address)
      if (isFailure(attempt)) return attempt
      finish = attempt.finish
      one.shown.address = attempt.address
      // From here on an answer can be recognised.
      ;({ state } = attempt)
    }
    one.shown.isOpened = context.openPage?.(one.shown.address) ?? false
    return null
  }

  const find = (workspaceId: string, id: string): UnderWay => {
    const one = all.get(id)
    if (one?.purpose.workspaceId !== workspaceId) throw appError('no_sign_in')
    return one
  }

  const handlers: SignIns['handlers'] = {
    start: async (context, input) => {
      const { workspaceId, id, catalogKey = '', settings, way } = input
      const connector = id === undefined ? null : connectorRows.get(workspaceId, id)
      const entry = connector ? catalogRows.byId(connector.catalogId) : catalogRows.find(catalogKey)
      const oauth = readOauth(entry)
      if (!oauth) throw appError('no_oauth', { name: entry.name })
      // Nobody signs in for tokens that could not be kept.
      await vault.use(workspaceId)
      const subject = await subjectOf(input, entry, oauth, connector)
      const purpose = { context, workspaceId, entry, oauth, connector, subject, isHeld: settings !== undefined }
      endOthers(purpose)
      const one: UnderWay = {
        ...{ purpose, cancel: new AbortController(), listener: null, end: Promise.withResolvers<void>(), timer: null },
        shown: {
          ...{ id: randomUUID(), state: 'waiting', address: '', isOpened: false, code: null },
          endsAt: new Date(clock().getTime() + timeLimit).toISOString(),
          ...{ reason: null, values: {}, message: null, field: null },
          ...{ account: null, sameAccount: [], expiresAt: null, isRenewed: false },
        },
      }
      all.set(one.shown.id, one)
      const failure = await begin(one, way)
      // Another one may have ended it before its listener was there.
      if (one.shown.state !== 'waiting') one.listener?.close()
      else if (failure) fail(one, failure)
      else {
        const late = { cause: signInCause('late', { minutes: Math.round(timeLimit / MINUTE) }), field: null }
        one.timer = setTimeout(() => fail(one, late), timeLimit).unref()
      }
      return one.shown
    },

    progress: async (_context, { workspaceId, id, wait }) => {
      const one = find(workspaceId, id)
      if (wait > 0 && one.shown.state === 'waiting') {
        const limit = new AbortController()
        await Promise.race([
          one.end.promise,
          pause(wait * 1000, undefined, { ref: false, signal: limit.signal }).catch(() => undefined),
        ])
        limit.abort()
      }
      return one.shown
    },

    cancel: (_context, { workspaceId, id }) => {
      const one = find(workspaceId, id)
      if (one.shown.state === 'waiting') end(one, { state: 'cancelled' })
      else heldTokens.drop(id)
      return {}
    },
  }

  const stop = (workspaceId?: string) => {
    for (const one of all.values())
      if (workspaceId === undefined || one.purpose.workspaceId === workspaceId)
        fail(one, { cause: signInCause('stopped'), field: null })
  }

  return {
    handlers,
    renewTokens: tokens.renew,
    stop,
    close: () => {
      stop()
      for (const one of all.values()) forget(one)
    },
  }
}

/** The English sentence of a cause. */
function sentence({ reason, values }: SignInCause | Failure['cause']): string {
  const sentences: Record<string, unknown> = { ...testReasons, ...signInReasons }
  return (sentences[reason] as (input: unknown) => string)(values)
}

/** What an error of the vault or the store says, for the sentence of a sign-in. */
const notStored = ({ values, message, reason }: AppError) => ({
  ...(values as FieldValues),
  ...{ why: message.replace(/\.$/, ''), failure: reason },
})
