import type { connectors } from '../../../contract/groups/connectors.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError, fieldError } from '../../../contract/errors.ts'
import type { SecretResult, secrets } from '../../../contract/groups/secrets.ts'
import type { Core } from '../core.ts'
import type { ConnectorRows } from './rows.ts'
import type { Context } from '../../core/context.ts'

interface Deps {
  connectorRows: ConnectorRows
  /** Changes one connector as a person would. */
  update: GroupHandlers<typeof connectors, Context>['update']
}

/** Gives one secret of many connectors a new value. */
export function createSecrets(
  { vault }: Core,
  { connectorRows, update }: Deps,
): GroupHandlers<typeof secrets, Context> {
  return {
    set: async (context, { workspaceId, connectorIds, path, value, reference, secretExpiresAt }) => {
      if (value === undefined && reference === undefined)
        throw appError(
          'input',
          {},
          { fields: { value: [fieldError('required', { title: 'New value', by: 'enter', own: 1 })] } },
        )
      // Asked once and for all, because a key that does not open refuses every one of them.
      await vault.use(workspaceId)
      const change = {
        ...{
          auth: {},
          config: undefined,
          name: undefined,
          tags: undefined,
          description: undefined,
          colour: undefined,
          secretExpiresAt,
          signIn: undefined,
        },
        secrets:
          reference === undefined
            ? { set: { [path]: value }, clear: [] }
            : { set: {}, clear: [], refer: { [path]: reference } },
      }
      const results: SecretResult[] = []
      for (const id of new Set(connectorIds)) {
        const name = connectorRows.nameOf(workspaceId, id)
        try {
          await update(context, { workspaceId, id, ...change })
          results.push({ id, name, error: null })
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          results.push({ id, name, error: error.toBody() })
        }
      }
      return results
    },
  }
}
