import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { appError } from '../../../contract/errors.ts'
import { SESSION_HEADER, type SignedIn } from '../../../contract/http.ts'
import { errorResponse } from './replies.ts'

const WRITING = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** How long things are good for, in milliseconds. */
export interface AccessTimes {
  /** A one-time token, from the moment that it was made. */
  token: number
  /** A session that nobody uses. */
  idle: number
}

const ACCESS_TIMES: AccessTimes = { token: 60_000, idle: 30 * 60_000 }

/** How often sessions are looked at whose browser asks nothing any more. */
const SWEEP_MS = 60_000

/** One browser or script that has signed in. It needs both halves in every request. */
interface Session {
  cookie: string
  page: string
  usedAt: number
  end: AbortController
}

export interface HttpAccess {
  /** A new secret for a one-time URL, which signs in once and soon. */
  newToken(): string
  /** Refuses foreign Host headers (DNS rebinding) and writes from a foreign Origin. */
  guardOrigin: MiddlewareHandler<{ Variables: SessionVariables }>
  /** Refuses a request with neither a token nor both halves of a session, and whatever a page elsewhere leads to. */
  guardSession: MiddlewareHandler<{ Variables: SessionVariables }>
  /** Spends a one-time token: sets the cookie and answers the other half. Throws `unauthenticated`. */
  signIn(context: Context, token: unknown): SignedIn
  /** Ends every session, and with it what it listens to. */
  endAll(): void
  close(): void
}

export interface SessionVariables {
  /** What a program sent as `Authorization: Bearer …`; the door finds out what it allows. */
  token?: string
  /** Aborts when the session of the request ends; absent for a token. */
  sessionEnd?: AbortSignal
}

/** Who may talk to the loopback host: `authority` is the only accepted Host, for example `127.0.0.1:4711`. */
export function createHttpAccess(authority: () => string, times: AccessTimes = ACCESS_TIMES): HttpAccess {
  /** When each token was made. */
  const tokens = new Map<string, number>()
  const sessions = new Set<Session>()
  // Cookies are shared by all ports of a host, so the port is part of the name.
  const cookieName = () => `patchbay-${authority().split(':')[1]}`

  const end = (session: Session) => {
    sessions.delete(session)
    session.end.abort()
  }
  const sweep = () => {
    const now = Date.now()
    for (const [token, madeAt] of tokens) if (now - madeAt > times.token) tokens.delete(token)
    for (const session of sessions) if (now - session.usedAt > times.idle) end(session)
  }
  const timer = setInterval(sweep, Math.min(SWEEP_MS, times.idle)).unref()

  return {
    newToken: () => {
      sweep()
      const token = newSecret()
      tokens.set(token, Date.now())
      return token
    },

    guardOrigin: async (context, next) => {
      if (context.req.header('host') !== authority()) return errorResponse(appError('other_address'))
      const origin = context.req.header('origin')
      // No page elsewhere knows a token, so a program with one need not name an origin.
      const token = context.req.path.startsWith('/api/') ? bearerOf(context) : null
      if (token !== null) context.set('token', token)
      const isOwn = origin === `http://${authority()}`
      const needsOrigin = WRITING.has(context.req.method) && token === null
      if (needsOrigin ? !isOwn : origin !== undefined && !isOwn) return errorResponse(appError('other_origin'))
      // A link may lead to the screens, which hold nothing themselves.
      const isNavigation = context.req.method === 'GET' && context.req.header('sec-fetch-mode') === 'navigate'
      if (isFromElsewhere(context) && !isNavigation) return errorResponse(fromElsewhere())
      return next()
    },

    guardSession: async (context, next) => {
      // A page on another port of this computer can lead here with our cookie.
      if (isFromElsewhere(context)) return errorResponse(fromElsewhere())
      if (context.get('token') !== undefined) return next()
      sweep()
      const [cookie, page] = [getCookie(context, cookieName()) ?? '', context.req.header(SESSION_HEADER) ?? '']
      const session = [...sessions].find((each) => same(each.cookie, cookie) && same(each.page, page))
      if (!session) return errorResponse(appError('signed_out'))
      session.usedAt = Date.now()
      context.set('sessionEnd', session.end.signal)
      return next()
    },

    signIn: (context, token) => {
      sweep()
      const known = typeof token === 'string' && [...tokens.keys()].find((each) => same(each, token))
      if (!known) throw appError('used_url')
      tokens.delete(known)
      const session = { cookie: newSecret(), page: newSecret(), usedAt: Date.now(), end: new AbortController() }
      sessions.add(session)
      setCookie(context, cookieName(), session.cookie, { httpOnly: true, sameSite: 'Strict', path: '/' })
      return { session: session.page }
    },

    endAll: () => {
      for (const session of sessions) end(session)
    },

    close: () => clearInterval(timer),
  }
}

/** The token in the header `Authorization: Bearer …` (RFC 6750); null where there is none. */
const bearerOf = (context: Context): string | null =>
  /^Bearer +([\w.~+/-]+=*) *$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? null

/** A secret of 256 bits as base64url. */
const newSecret = () => randomBytes(32).toString('base64url')

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Whether a browser says that a page of another origin asks; ports of one computer are of the same site. */
const isFromElsewhere = (context: Context) => {
  const site = context.req.header('sec-fetch-site')
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

const fromElsewhere = () => appError('other_site')
