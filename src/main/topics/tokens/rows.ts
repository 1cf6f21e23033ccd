import type { Token } from '../../../contract/groups/access/tokens.ts'
import { unreadableData } from '../../store/files/sqlite-errors.ts'
import type { Store } from '../../store/open.ts'

type StoredToken = Omit<Token, 'workspaceIds'> & { workspaceIds: string | null }

interface NewToken extends Omit<Token, 'lastUsedAt'> {
  personId: string
  nameKey: string
  hash: string
}

/** The statements on `tokens`; every one but that of a use is scoped to a person. */
export function createTokenRows({ sqlite }: Store) {
  const COLUMNS = `id, name, scope, workspace_ids AS workspaceIds, expires_on AS expiresOn,
    last_used_at AS lastUsedAt, created_at AS createdAt`
  const list = sqlite.prepare<{ personId: string }, StoredToken>(
    `SELECT ${COLUMNS} FROM tokens WHERE person_id = @personId ORDER BY name_key`,
  )
  const find = sqlite.prepare<{ personId: string; id: string }, StoredToken>(
    `SELECT ${COLUMNS} FROM tokens WHERE person_id = @personId AND id = @id`,
  )
  const byHash = sqlite.prepare<{ personId: string; hash: string }, StoredToken>(
    `SELECT ${COLUMNS} FROM tokens WHERE person_id = @personId AND hash = @hash`,
  )
  const add = sqlite.prepare(`
    INSERT INTO tokens (id, person_id, name, name_key, hash, scope, workspace_ids, expires_on, created_at)
    VALUES (@id, @personId, @name, @nameKey, @hash, @scope, @workspaceIds, @expiresOn, @createdAt)`)
  const remove = sqlite.prepare('DELETE FROM tokens WHERE person_id = @personId AND id = @id')
  const noteUse = sqlite.prepare('UPDATE tokens SET last_used_at = @at WHERE id = @id')
  return {
    /** By name. */
    list: (personId: string): Token[] => list.all({ personId }).map(toToken),
    /** Undefined for a token that is not there or somebody else's. */
    find: (personId: string, id: string): Token | undefined => optional(find.get({ personId, id })),
    byHash: (personId: string, hash: string): Token | undefined => optional(byHash.get({ personId, hash })),
    add: ({ workspaceIds, ...row }: NewToken): void =>
      void add.run({ ...row, workspaceIds: workspaceIds && JSON.stringify(workspaceIds) }),
    remove: (personId: string, id: string): void => void remove.run({ personId, id }),
    noteUse: (id: string, at: string): void => void noteUse.run({ id, at }),
  }
}

const optional = (row: StoredToken | undefined): Token | undefined => row && toToken(row)

function toToken({ workspaceIds, ...row }: StoredToken): Token {
  try {
    return { ...row, workspaceIds: workspaceIds === null ? null : (JSON.parse(workspaceIds) as string[]) }
  } catch {
    throw unreadableData()
  }
}
