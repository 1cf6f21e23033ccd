import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, fieldError } from '../../../contract/errors.ts'
import type { Token, tokens as tokensContract } from '../../../contract/groups/access/tokens.ts'
import { daysLeft } from '../../../shared/expiry.ts'
import { nameKey } from '../../../shared/names.ts'
import type { Context, Grant } from '../../core/context.ts'
import { isUniqueViolation } from '../../store/files/sqlite-errors.ts'
import type { Core } from '../core.ts'
import { createTokenRows } from './rows.ts'

/** What a token begins with, by which people and secret scanners recognise one. */
const PREFIX = 'patchbay_'
/** A use is noted at most this often; requests in a row would each write otherwise. */
const NOTED_EVERY_MS = 60_000
const LONGEST_DAYS = 3660

interface Tokens {
  handlers: GroupHandlers<typeof tokensContract, Context>
  /** What a person's token allows now. Throws `unauthenticated` for one that is unknown, revoked or too old. */
  grantOf(personId: string, token: string, now: Date): Grant
}

/** Long-lived tokens of other programs. */
export function createTokens({ store, commit, record }: Core): Tokens {
  const rows = createTokenRows(store)

  /** Notes the token in the history of every workspace that it names, else in that of all. */
  const recordToken = (context: Context, action: string, { id, name, scope, workspaceIds, expiresOn }: Token) => {
    for (const workspaceId of workspaceIds ?? [null])
      record(context, { workspaceId, action, subjectId: id, subjectName: name, detail: { scope, expiresOn } })
  }

  const noteUse = (id: string, now: Date) => {
    try {
      rows.noteUse(id, now.toISOString())
    } catch {
      // A disk that is full or read-only must not keep a program from reading.
    }
  }

  return {
    handlers: {
      list: ({ actor }) => rows.list(actor.id),

      create: (context, { name, scope, workspaceIds: named, expiresOn }) => {
        const { actor, now } = context
        if (expiresOn !== null) assertDay(expiresOn, new Date(now))
        const workspaceIds = named && [...new Set(named)]
        const token = PREFIX + randomBytes(32).toString('base64url')
        const row = { id: randomUUID(), name, scope, workspaceIds, expiresOn, createdAt: now }
        return commit(
          () => {
            try {
              rows.add({ ...row, personId: actor.id, nameKey: nameKey(name), hash: hashOf(token) })
            } catch (error) {
              if (!isUniqueViolation(error)) throw error
              throw appError('token_name_taken', { name }, { fields: { name: [fieldError('name_taken')] } })
            }
            recordToken(context, 'token.create', { ...row, lastUsedAt: null })
            return { ...row, lastUsedAt: null, token }
          },
          { workspaceId: null, topic: 'tokens' },
        )
      },

      revoke: (context, { id }) =>
        commit(
          () => {
            const token = rows.find(context.actor.id, id)
            if (!token) throw appError('no_token')
            rows.remove(context.actor.id, id)
            recordToken(context, 'token.revoke', token)
            return token
          },
          { workspaceId: null, topic: 'tokens' },
        ),

      current: ({ actor, grant }) => (grant && rows.find(actor.id, grant.id)) ?? null,
    },

    grantOf: (personId, text, now) => {
      const token = rows.byHash(personId, hashOf(text))
      if (!token) throw appError('unknown_token')
      const { id, name, scope, workspaceIds, expiresOn, lastUsedAt } = token
      if (expiresOn !== null && daysLeft(expiresOn, now) < 0) throw appError('token_expired', { name, expiresOn })
      if (lastUsedAt === null || now.getTime() - Date.parse(lastUsedAt) >= NOTED_EVERY_MS) noteUse(id, now)
      return { id, name, scope, workspaceIds }
    },
  }
}

/** No slow hash is needed: nobody can try out 256 random bits, as they could the words of a passphrase. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

function assertDay(day: string, now: Date): void {
  const left = daysLeft(day, now)
  if (left >= 0 && left <= LONGEST_DAYS) return
  throw appError('input', {}, { fields: { expiresOn: [fieldError('day_within', { days: LONGEST_DAYS })] } })
}
