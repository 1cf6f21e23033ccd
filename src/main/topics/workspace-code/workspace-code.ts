import type { Passphrase } from '../../../contract/passphrase.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError, fieldError } from '../../../contract/errors.ts'
import type { CodeFile, CodePlan, workspaceCode } from '../../../contract/groups/files/workspace-code.ts'
import type { Context } from '../../core/context.ts'
import { toFileName } from '../../core/names.ts'
import { createTurns } from '../../core/turns.ts'
import { agePassphraseRecipient } from '../../secrets/passphrase/age.ts'
import { assertStrongPassphrase } from '../../secrets/passphrase/strength.ts'
import type { Core } from '../core.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import { createConnectorBulk } from '../connectors/bulk-rows.ts'
import type { ConnectorInput } from '../connectors/input.ts'
import { asReference } from '../connectors/secret-values/references.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'
import { createCodeWriter } from './apply.ts'
import { toCode } from './code-connector.ts'
import { editorSchema } from './editor-schema.ts'
import { type CodeAuth, type CodeWork, createCodePlanner } from './plan.ts'
import { createCodeUploads } from './uploads.ts'
import { toYaml } from './yaml-text.ts'

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: CatalogRows
  workspaceRows: Pick<WorkspaceRows, 'nameOf'>
  health: SecretHealth
  input: ConnectorInput
}

/** Connectors of a page of an export. */
const PAGE = 500

export interface WorkspaceCode {
  handlers: GroupHandlers<typeof workspaceCode, Context>
  close(): void
}

/** A workspace as readable files, and files made into a workspace. */
export function createWorkspaceCode(core: Core, deps: Deps): WorkspaceCode {
  const { vault, store, record, commit, backUp, scryptCost } = core
  const { connectorRows, catalogRows, workspaceRows } = deps
  const bulk = createConnectorBulk(store)
  const plan = createCodePlanner(core, { ...deps, bulk })
  const write = createCodeWriter(core, { ...deps, bulk })
  const uploads = createCodeUploads()

  const fileOf = (row: ConnectorRow): CodeFile => ({
    path: `connectors/${row.id.slice(0, 2)}/${row.id}.yaml`,
    text: toYaml(toCode(row, catalogRows.byId(row.catalogId).key)),
  })

  /** Whether a plan can be applied as it was worked out: nothing that it was made from has changed, and it holds no key. */
  const isCurrent = (workspaceId: string, { changes, state }: CodeWork): boolean => {
    if (bulk.state(workspaceId) !== state || changes.some(({ checked }) => checked?.key)) return false
    const entries = new Set(changes.map(({ entry }) => entry))
    return [...entries].every(
      ({ key, contentHash }) => catalogRows.has(key) && catalogRows.find(key).contentHash === contentHash,
    )
  }

  const handlers: WorkspaceCode['handlers'] = {
    export: (_context, { workspaceId, after }) => {
      const ids = connectorRows.ids(workspaceId).sort()
      const start = after === undefined ? 0 : ids.findIndex((id) => id > after)
      const page = start < 0 ? [] : ids.slice(start, start + PAGE)
      const rows = page.map((id) => connectorRows.get(workspaceId, id))
      const next = page.length === PAGE ? (page.at(-1) ?? null) : null
      if (after !== undefined) return { files: rows.map(fileOf), next }
      const keys = new Set(ids.map((id) => connectorRows.get(workspaceId, id).catalogId))
      const schema = { path: 'patchbay.schema.json', text: editorSchema([...keys].map((id) => catalogRows.byId(id))) }
      return { files: [schema, ...rows.map(fileOf)], next }
    },

    exportFile: async (context, { workspaceId }) => {
      const name = `${toFileName(workspaceRows.nameOf(workspaceId) ?? 'workspace')}.yaml`
      const file = await context.openExport({ kind: 'workspace-code', name })
      if (!file) return { count: 0, path: null, cancelled: true }
      const turn = createTurns()
      const ids = connectorRows.ids(workspaceId).sort()
      try {
        let pages = ''
        for (const id of ids) {
          await turn()
          const row = connectorRows.get(workspaceId, id)
          pages += `---\n${toYaml(toCode(row, catalogRows.byId(row.catalogId).key), { schema: null })}`
        }
        await file.write(pages)
        await file.commit()
      } catch (error) {
        await file.abort()
        throw error
      }
      return { count: ids.length, path: file.path, cancelled: false }
    },

    exportSecrets: async (context, { workspaceIds: [workspaceId] = [], recipients, passphrase }) => {
      if (workspaceId === undefined) throw appError('no_workspace')
      if (recipients.length > 0 === (passphrase !== undefined)) throw appError('one_way_to_open')
      if (passphrase !== undefined) await assertStrongPassphrase(passphrase, [])
      const key = await vault.use(workspaceId)
      const secrets: CodeAuth = {}
      let [count, unreadable] = [0, 0]
      const turn = createTurns()
      for (const id of connectorRows.ids(workspaceId)) {
        await turn()
        for (const [path, stored] of Object.entries(connectorRows.get(workspaceId, id).auth))
          try {
            const value = key.decrypt({ connectorId: id, path }, stored.value)
            // The file of the connector has it.
            if (asReference(stored, value)) continue
            ;(secrets[id] ??= {})[path] = value
            count += 1
          } catch (error) {
            if (!(error instanceof AppError)) throw error
            unreadable += 1
          }
      }
      const text = JSON.stringify({ format: 'patchbay-secrets', version: 1, secrets })
      const sealed = await seal(text, { recipients, passphrase, scryptCost })
      const file = await context.openExport({
        ...{ kind: 'secrets', name: `${toFileName(workspaceRows.nameOf(workspaceId) ?? '')}-secrets.age` },
      })
      if (!file) return { path: null, count: 0, unreadable: 0 }
      try {
        await file.write(sealed)
        await commit(() =>
          record(context, {
            workspaceId,
            action: 'workspace.export_secrets',
            subjectId: workspaceId,
            detail: { count },
          }),
        )
        await file.commit()
      } catch (error) {
        await file.abort()
        throw error
      }
      return { path: file.path, count, unreadable }
    },

    upload: ({ actor }, { workspaceId, upload, files, auth }) => ({
      upload: uploads.add(upload, actor.id, workspaceId, { files, auth }),
    }),

    plan: ({ actor }, { workspaceId, upload, ...options }) => {
      const files = uploads.find(upload, actor.id, workspaceId)
      return uploads.run(files, async (job) => {
        const work = await plan(workspaceId, { ...files, ...options }, job)
        files.planned = { question: JSON.stringify(options), work }
        return work.plan
      })
    },

    apply: (context, { workspaceId, upload, state, ...options }) => {
      const files = uploads.find(upload, context.actor.id, workspaceId)
      return uploads.run(files, async (job): Promise<CodePlan> => {
        const isPlanned = files.planned?.question === JSON.stringify(options)
        const planned = isPlanned ? (files.planned?.work ?? null) : null
        const done =
          planned && isCurrent(workspaceId, planned) ? planned : await plan(workspaceId, { ...files, ...options }, job)
        if (state !== undefined && state !== done.plan.state) throw appError('plan_stale')
        const isRisky = done.changes.some(({ row }) => row !== null) || done.deletions.length > 0
        if (isRisky) await backUp('restore')
        await write(context, workspaceId, done, job)
        uploads.forget(upload)
        for (const { item, id } of done.changes) item.id = id
        return done.plan
      })
    },

    progress: ({ actor }, { workspaceId, upload }) => uploads.find(upload, actor.id, workspaceId).job,

    cancel: ({ actor }, { workspaceId, upload }) => {
      const { job } = uploads.find(upload, actor.id, workspaceId)
      if (job) job.isCancelled = true
      return {}
    },
  }
  return { handlers, close: uploads.close }
}

/** Text as an age v1 file that a passphrase or one of the recipients opens. */
async function seal(
  text: string,
  {
    recipients,
    passphrase,
    scryptCost,
  }: { recipients: string[]; passphrase: Passphrase | undefined; scryptCost: number },
): Promise<Uint8Array> {
  const { Encrypter, Stanza } = await import('age-encryption')
  const encrypter = new Encrypter()
  if (passphrase !== undefined) encrypter.addRecipient(agePassphraseRecipient(passphrase, Stanza, scryptCost))
  for (const recipient of recipients)
    try {
      encrypter.addRecipient(recipient)
    } catch {
      throw appError('input', {}, { fields: { recipients: [fieldError('not_a_recipient')] } })
    }
  return encrypter.encrypt(text)
}
