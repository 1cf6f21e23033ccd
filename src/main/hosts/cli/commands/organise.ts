import type { Command } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import type { ManyResult } from '../../../../contract/groups/connectors.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import { withTagRenamed } from '../../../../shared/text/tags.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, connectorCommand, findConnector, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

/** `connector pin`, `unpin` and `rename-tag`. */
export function organiseCommands(program: Command, files: ProgramFiles): void {
  const connector = connectorCommand(program)
  const command = (usage: string, description: string) =>
    withCommonOptions(connector.command(usage).description(description))

  const pinCommand = (name: string, description: string, isPinned: boolean, outcome: string) =>
    command(`${name} <name|id>`, description).action((nameOrId: string, options: CommonOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const workspaceId = (await workspace()).id
          const { id } = await findConnector(api, workspaceId, nameOrId)
          await api.connectors.changeMany({ workspaceId, changes: [{ id, isPinned }] })
          return api.connectors.get({ workspaceId, id })
        },
        (one) => terminal.log(`Connector ${one.name} ${outcome}.`),
      ),
    )
  pinCommand('pin', 'keep a connector first in every order', true, 'is pinned')
  pinCommand('unpin', 'put a connector back in the order', false, 'is not pinned')

  command('rename-tag <tag> <new-tag>', 'rename a tag of all connectors; merges it with a tag that is there').action(
    (tag: string, newTag: string, options: CommonOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspaceForRisk }) => {
          const workspaceId = (await workspaceForRisk()).id
          const all = await readPages((page) => api.connectors.list({ workspaceId, ...page }))
          const changes = all
            .filter(({ tags }) => tags.includes(tag))
            .map(({ id, tags, updatedAt }) => ({
              ...{ id, tags: withTagRenamed(tags, tag, newTag), expectedUpdatedAt: updatedAt },
            }))
          if (changes.length === 0) throw appError('no_tag', { tag })
          return api.connectors.changeMany({ workspaceId, changes })
        },
        (results) =>
          printTable(
            ['connector', 'result'],
            results.map(({ id, name, outcome }) => [name ?? id, RESULTS[outcome]]),
            'No connector has the tag.',
          ),
      ),
  )
}

const RESULTS: Record<ManyResult['outcome'], string> = {
  done: 'has the new tag',
  skipped: 'was changed by somebody else and keeps its tags',
  failed: 'was deleted by somebody else',
}
