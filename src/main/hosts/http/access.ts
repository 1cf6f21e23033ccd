import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { AppError } from '../../../contract/errors.ts'
import { errorResponse } from './replies.ts'

const WRITING = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** A token of 256 bits as base64url. */
const newToken = () => randomBytes(32).toString('base64url')

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Whether a browser says that a page of another origin asks; ports of one computer are of the same site. */
const isFromElsewhere = (context: Context) => {
  const site = context.req.header('sec-fetch-site')
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

const fromElsewhere = () => new AppError('forbidden', 'Requests from another site are refused')

export interface HttpAccess {
  /** The secret of the one-time URL; a new one is made as soon as it has been spent. */
  currentToken(): string
  /** Refuses foreign Host headers (DNS rebinding) and writes from a foreign Origin. */
  guardOrigin: MiddlewareHandler
  /** Refuses whoever has no session cookie, and whatever a page elsewhere leads to. */
  guardSession: MiddlewareHandler
  /** Spends the one-time token and sets the cookie. Throws `unauthenticated`. */
  signIn(context: Context, token: unknown): void
}

/** Who may talk to the loopback host: `authority` is the only accepted Host, for example `127.0.0.1:4711`. */
export function createHttpAccess(authority: () => string): HttpAccess {
  let oneTime = newToken()
  const sessions = new Set<string>()
  // Cookies are shared by all ports of a host, so that the port is part of the name.
  const cookieName = () => `patchbay-${authority().split(':')[1]}`

  return {
    currentToken: () => oneTime,

    guardOrigin: async (context, next) => {
      if (context.req.header('host') !== authority())
        return errorResponse(new AppError('forbidden', 'This address is not served here'))
      const origin = context.req.header('origin')
      const isOwn = origin === `http://${authority()}`
      if (WRITING.has(context.req.method) ? !isOwn : origin !== undefined && !isOwn)
        return errorResponse(new AppError('forbidden', 'Requests from another origin are refused'))
      // A link may lead to the screens, which hold nothing themselves.
      const isNavigation = context.req.method === 'GET' && context.req.header('sec-fetch-mode') === 'navigate'
      if (isFromElsewhere(context) && !isNavigation) return errorResponse(fromElsewhere())
      return next()
    },

    guardSession: async (context, next) => {
      // A page on another port of this computer can lead here with our cookie.
      if (isFromElsewhere(context)) return errorResponse(fromElsewhere())
      const cookie = getCookie(context, cookieName())
      if (cookie === undefined || ![...sessions].some((session) => same(session, cookie)))
        return errorResponse(
          new AppError(
            'unauthenticated',
            'Open Patchbay through the URL that `patchbay open` or `patchbay serve` prints',
          ),
        )
      return next()
    },

    signIn: (context, token) => {
      if (typeof token !== 'string' || !same(token, oneTime))
        throw new AppError('unauthenticated', 'This one-time URL has been used or is not valid; open Patchbay again')
      oneTime = newToken()
      const session = newToken()
      sessions.add(session)
      setCookie(context, cookieName(), session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    },
  }
}
