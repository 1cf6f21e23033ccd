import { type Oauth, readOauth } from '../../../contract/oauth.ts'
import { isTestReason, type TestCause, testCause } from '../../../shared/reasons/test-reasons.ts'
import { type Context, updatedBy } from '../../core/context.ts'
import type { Clock } from '../../core/ports.ts'
import type { StoredSignIn } from '../../store/schema.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { RenewTokens } from '../connection-tests/connection-tests.ts'
import { secretChanges } from '../connectors/field-changes.ts'
import type { Tokens } from '../connectors/secret-values/held-tokens.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import { createReadSecrets } from '../connectors/secret-values/stored-secrets.ts'
import { signInEntry } from '../connectors/connectors.ts'
import type { Core } from '../core.ts'
import { type Failure, isFailure } from './failure.ts'
import type { Grant } from './service.ts'
import type { Subject } from '../connection-tests/run-test.ts'

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: Pick<CatalogRows, 'byId'>
  clock: Clock
  /** Asks the service for new tokens. */
  refresh: (oauth: Oauth, subject: Subject, refreshToken: string, signal: AbortSignal) => Promise<Grant | Failure>
}

interface Place {
  workspaceId: string
  id: string
}

/** How long before its end an access token is renewed, in milliseconds, so none ends on its way to a service. */
const EARLY = 5 * 60_000

/** The tokens of a grant by their places, with what is known of them; `isRenewable` where a stored token renews them, too. */
export function tokensOf(oauth: Oauth, grant: Grant, now: Date, isRenewable: boolean): Tokens {
  const after = (seconds: number | null) => (seconds === null ? null : new Date(now.getTime() + seconds * 1000))
  const { accessToken, refreshToken, expiresIn, refreshExpiresIn } = grant
  const isKept = oauth.refreshToken !== undefined && refreshToken !== null
  const end = isKept || isRenewable ? after(refreshExpiresIn) : after(expiresIn)
  return {
    values: { [oauth.accessToken]: accessToken, ...(isKept && { [oauth.refreshToken as string]: refreshToken }) },
    signIn: { signedInAt: now.toISOString(), expiresAt: after(expiresIn)?.toISOString() ?? null, lost: null },
    secretExpiresAt: end?.toISOString().slice(0, 10) ?? null,
  }
}

/** The tokens that connectors have of a sign-in: stored, and renewed before they end. */
export function createTokens({ vault, record }: Core, { connectorRows, catalogRows, clock, refresh }: Deps) {
  const readSecrets = createReadSecrets(vault)
  /** The renewals under way, by connector: a service takes each refresh token once. */
  const renewals = new Map<string, Promise<ConnectorRow | Failure>>()
  /** Tokens of a renewal that could not be written, by connector. The service has ended those before them. */
  const unwritten = new Map<string, { tokens: Tokens; used: string | undefined }>()

  /**
   * Writes tokens into a connector; the secrets that are not among them stay. `more` runs first in the same transaction, and
   * nothing is written where it answers false.
   */
  const put = async ({ workspaceId, id }: Place, tokens: Tokens, now: string, more: (row: ConnectorRow) => boolean) => {
    const key = await vault.use(workspaceId)
    const fresh = Object.entries(tokens.values).map(([path, value]) => [
      path,
      { value: key.encrypt({ connectorId: id, path }, value), updatedAt: now },
    ])
    await connectorRows.commit(workspaceId, () => {
      const row = connectorRows.get(workspaceId, id)
      if (!more(row)) return
      connectorRows.update(workspaceId, id, {
        auth: { ...row.auth, ...(Object.fromEntries(fresh) as ConnectorRow['auth']) },
        signIn: tokens.signIn,
      })
    })
  }

  const renewNow = async (
    context: Context,
    oauth: Oauth,
    connector: ConnectorRow,
    signal: AbortSignal,
  ): Promise<ConnectorRow | Failure> => {
    const { id, tenantId: workspaceId, signIn } = connector
    const place = { workspaceId, id }
    const { refreshToken: path } = oauth
    const entry = catalogRows.byId(connector.catalogId)
    const waiting = unwritten.get(id)
    if (waiting && path !== undefined && waiting.used === connector.auth[path]?.value) {
      await put(place, waiting.tokens, clock().toISOString(), (row) => row.auth[path]?.value === waiting.used)
      unwritten.delete(id)
      return connectorRows.get(workspaceId, id)
    }
    unwritten.delete(id)
    const paths = [path, oauth.clientId, oauth.clientSecret].filter((one) => one !== undefined)
    const secrets = await readSecrets(paths, entry, connector)
    const refreshToken = path === undefined ? undefined : secrets[path]
    if (path === undefined || typeof refreshToken !== 'string') return connector
    const used = connector.auth[path]?.value
    const grant = await refresh(oauth, { config: connector.config, secrets }, refreshToken, signal)
    if (isFailure(grant)) {
      if (grant.cause.reason === 'not_accepted') await lose(context, connector, used, path)
      return grant
    }
    const now = clock()
    const fresh = tokensOf(oauth, grant, now, true)
    const tokens = { ...fresh, signIn: { ...fresh.signIn, signedInAt: signIn?.signedInAt ?? now.toISOString() } }
    unwritten.set(id, { tokens, used })
    // A new refresh token is safe before anything is done with the access token that came with it.
    await put(place, tokens, now.toISOString(), (row) => {
      // Somebody has set other tokens since.
      if (row.auth[path]?.value !== used) return false
      if (grant.refreshExpiresIn !== null)
        connectorRows.update(workspaceId, id, { secretExpiresAt: tokens.secretExpiresAt })
      return true
    })
    unwritten.delete(id)
    return connectorRows.get(workspaceId, id)
  }

  /** Notes that only another sign-in helps, unless somebody has set other tokens since. */
  const lose = async (
    context: Context,
    { id, tenantId: workspaceId, signIn }: ConnectorRow,
    used: string | undefined,
    path: string,
  ) =>
    connectorRows.commit(workspaceId, () => {
      const row = connectorRows.find(workspaceId, id)
      if (!row || row.auth[path]?.value !== used) return
      const known: StoredSignIn = signIn ?? { signedInAt: context.now, expiresAt: null, lost: null }
      connectorRows.update(workspaceId, id, { signIn: { ...known, lost: 'not_accepted' } })
      record(context, { workspaceId, action: 'connector.sign_in_lost', subjectId: id, subjectName: row.name })
    })

  const renew: RenewTokens = async (context, connector, { isNeeded, signal }) => {
    const entry = catalogRows.byId(connector.catalogId)
    const oauth = readOauth(entry)
    const { id, tenantId: workspaceId, signIn } = connector
    if (!oauth || signIn === null) return connector
    const service = entry.name
    const again = { cause: testCause('sign_in_again', { service }), field: oauth.accessToken }
    if (signIn.lost !== null) return again
    const ends = signIn.expiresAt === null ? Infinity : Date.parse(signIn.expiresAt)
    if (!isNeeded && ends - clock().getTime() > EARLY && !unwritten.has(id)) return connector
    const underWay = renewals.get(id)
    const renewal =
      underWay ??
      renewNow(context, oauth, connectorRows.get(workspaceId, id), signal).finally(() => renewals.delete(id))
    if (!underWay) renewals.set(id, renewal)
    const renewed = await renewal
    if (!('cause' in renewed)) return renewed
    if (renewed.cause.reason === 'not_accepted') return again
    return { cause: toTestCause(renewed.cause, service), field: renewed.field }
  }

  return {
    renew,

    /** Stores the tokens of a sign-in in a connector. Throws `not_found` where it is gone, and as the key does. */
    store: (context: Context, place: Place, tokens: Tokens): Promise<void> => {
      unwritten.delete(place.id)
      return put(place, tokens, context.now, ({ name }) => {
        connectorRows.update(place.workspaceId, place.id, {
          ...{ secretExpiresAt: tokens.secretExpiresAt, lastTestedAt: null, lastTestResult: null },
          ...updatedBy(context),
        })
        record(context, {
          ...signInEntry({ ...place, name }),
          fields: secretChanges({ set: Object.keys(tokens.values) }),
        })
        return true
      })
    },
  }
}

/** What keeps a token from being renewed, in the words of a connection test. */
const toTestCause = (cause: Failure['cause'], service: string): TestCause =>
  isTestReason(cause.reason) ? (cause as TestCause) : testCause('not_renewed', { service })
