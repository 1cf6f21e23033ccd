import { randomUUID } from 'node:crypto'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { TargetFile, targets } from '../../../contract/groups/targets.ts'
import { type Context, createdBy } from '../../core/context.ts'
import { toFileName } from '../../core/names.ts'
import type { Core } from '../core.ts'
import type { FileRow, FileRows } from './file-rows.ts'
import { assertEnvelope, KINDS } from './kinds.ts'
import type { LiveFiles } from './live-files.ts'
import type { TargetRows } from './rows.ts'

interface Deps {
  rows: TargetRows
  fileRows: FileRows
  live: LiveFiles
}

type Handlers = Pick<GroupHandlers<typeof targets, Context>, 'files' | 'keepFile' | 'writeFile' | 'forgetFile'>

/** The files of publish targets that a workspace keeps up to date. */
export function createTargetFiles({ commit, record }: Core, { rows, fileRows, live }: Deps): Handlers {
  const toFile = ({ id, path, format, envelope, allOf }: FileRow): TargetFile => ({
    ...{ id, path, format, envelope: envelope === 1, allWorkspaces: allOf !== null },
    ...live.statusOf(id),
  })
  const find = (workspaceId: string, id: string): FileRow => {
    const file = fileRows.list(workspaceId).find((one) => one.id === id)
    if (!file) throw appError('no_target_file')
    return file
  }

  return {
    files: (_context, { workspaceId }) => fileRows.list(workspaceId).map(toFile),

    keepFile: async (context, { workspaceId, format, envelope, allWorkspaces }) => {
      assertEnvelope(format, envelope)
      const name = allWorkspaces ? 'patchbay' : toFileName(rows.workspaceName(workspaceId) ?? 'workspace')
      const path = await context.choosePath({ kind: KINDS[format], name: `${name}-publish-targets.${format}` })
      if (path === null) return { cancelled: true, file: null }
      if (fileRows.atPath(path)) throw appError('target_file_taken', { file: path })
      const allOf = allWorkspaces ? context.actor.id : null
      const file: FileRow = { id: randomUUID(), workspaceId, path, format, envelope: envelope ? 1 : 0, allOf }
      // A file that cannot be written now is not kept.
      await live.writeNow(file)
      await commit(
        () => {
          fileRows.add({ ...file, ...createdBy(context) })
          record(context, { workspaceId, action: 'targets.file_kept', subjectId: workspaceId, subjectName: path })
        },
        { workspaceId, topic: 'targets' },
      )
      return { cancelled: false, file: toFile(file) }
    },

    writeFile: async (_context, { workspaceId, id }) => {
      const file = find(workspaceId, id)
      await live.retry(file)
      return toFile(file)
    },

    forgetFile: (context, { workspaceId, id }) =>
      commit(
        () => {
          const file = find(workspaceId, id)
          const answer = toFile(file)
          fileRows.remove(workspaceId, id)
          live.forget(id)
          const { path: subjectName } = file
          record(context, { workspaceId, action: 'targets.file_left', subjectId: workspaceId, subjectName })
          return answer
        },
        { workspaceId, topic: 'targets' },
      ),
  }
}
