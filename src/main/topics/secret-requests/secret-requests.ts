import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError, fieldError, type FieldErrors } from '../../../contract/errors.ts'
import type { SecretRequest, secretRequests } from '../../../contract/groups/secret-requests.ts'
import { dayAfter, daysLeft } from '../../../shared/expiry.ts'
import { ANSWER_ENDING } from '../../../shared/limits.ts'
import { formatIdentity } from '../../../shared/search/identity.ts'
import type { Context } from '../../core/context.ts'
import { toFileName } from '../../core/names.ts'
import type { Core } from '../core.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { ConnectorUpdate } from '../connectors/connectors.ts'
import { type ConnectorInput, schemasOf } from '../connectors/input.ts'
import type { ConnectorRows } from '../connectors/rows.ts'
import { prepareUpdate } from '../connectors/update-input.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'
import { createRequestKey, openAnswer, readAnswer, requestCode, type SealedAnswer } from './answer.ts'
import { type AskableField, askableFields } from './fields.ts'
import { contentOf, formatPage } from './page.ts'
import { keyPlace, type RequestRow, type RequestRows } from './rows.ts'

interface Deps {
  requestRows: RequestRows
  connectorRows: Pick<ConnectorRows, 'get' | 'find' | 'card' | 'commit'>
  catalogRows: Pick<CatalogRows, 'byId'>
  workspaceRows: Pick<WorkspaceRows, 'nameOf'>
  input: ConnectorInput
  /** Changes a connector as a person would, with more in the same transaction. */
  update: ConnectorUpdate
}

type Question = Parameters<GroupHandlers<typeof secretRequests, Context>['preview']>[1]

const USUAL_DAYS = 7
const MOST_DAYS = 90
/** How long closed requests are listed. */
const KEPT_DAYS = 90

/** Asks somebody who has no Patchbay for secrets, with a page that encrypts them for this workspace alone. */
export function createSecretRequests(core: Core, deps: Deps): GroupHandlers<typeof secretRequests, Context> {
  const { vault, commit, record, resources } = core
  const { requestRows, connectorRows, catalogRows, workspaceRows, input, update } = deps
  let script: string | undefined

  const view = (row: RequestRow, { now }: Pick<Context, 'now'>): SecretRequest => {
    const { id, connectorId, connectorName, paths, until, createdAt, createdByName, closedAt } = row
    const state = row.state === 'open' && daysLeft(until, new Date(now)) < 0 ? 'ended' : row.state
    return {
      ...{ id, connectorId, connectorName, paths, state, until, createdAt, createdByName, closedAt },
      code: requestCode(row),
    }
  }

  const find = (workspaceId: string, id: string): RequestRow => {
    const row = requestRows.find(workspaceId, id)
    if (!row) throw appError('no_request')
    return row
  }

  const fieldsOf = (workspaceId: string, id: string) => {
    const connector = connectorRows.get(workspaceId, id)
    const entry = catalogRows.byId(connector.catalogId)
    const fields = askableFields(schemasOf(entry), connector.config, Object.keys(connector.auth))
    return { connector, entry, fields }
  }

  /** The request of an answer, which must be waiting for it. */
  const waiting = (workspaceId: string, { request }: SealedAnswer, { now }: Context): RequestRow => {
    const row = requestRows.find(workspaceId, request)
    if (!row) throw appError('answer_unknown')
    const at = row.closedAt ?? ''
    if (row.state === 'answered') throw appError('answer_used', { at })
    if (row.state === 'revoked') throw appError('request_revoked', { at })
    if (daysLeft(row.until, new Date(now)) < 0) throw appError('request_ended', { until: row.until })
    return row
  }

  /** The request of an answer, with the values that it brings as an update of the connector. */
  const open = async (context: Context, workspaceId: string, text: string) => {
    const sealed = await readAnswer(text)
    const row = waiting(workspaceId, sealed, context)
    // One that is deleted for good has no requests any more.
    if (!connectorRows.find(workspaceId, row.connectorId))
      throw appError('answer_in_trash', { name: row.connectorName })
    const key = await vault.use(workspaceId)
    const values = await openAnswer(sealed, key.decrypt(keyPlace(row.id), row.privateKey ?? '') as string)
    if (Object.keys(values).length !== row.paths.length || row.paths.some((path) => !Object.hasOwn(values, path)))
      throw appError('answer_other_fields', { paths: row.paths })
    const { connector, entry, fields } = fieldsOf(workspaceId, row.connectorId)
    const isSecret = (path: string) => fields.find((field) => field.path === path)?.isSecret ?? true
    const pairs = Object.entries(values)
    const config = pairs.flatMap(([path, value]) => (isSecret(path) ? [] : [[path.slice('config.'.length), value]]))
    const settings = {
      config: { ...connector.config, ...Object.fromEntries(config) },
      auth: {},
      secrets: { set: Object.fromEntries(pairs.filter(([path]) => isSecret(path))), clear: [] },
    }
    return { row, sealed, connector, entry, fields, settings }
  }

  /** What the page of a request says beside its codes, with the connector and what is asked for. */
  const prepare = (context: Context, { workspaceId, connectorId, paths, note, language, ...given }: Question) => {
    const { connector, entry, fields } = fieldsOf(workspaceId, connectorId)
    const until = given.until ?? dayAfter(new Date(context.now), USUAL_DAYS)
    const chosen = choose(connector.name, fields, paths)
    assertDay(until, context.now)
    const name = toFileName(connector.name)
    const { identity } = connectorRows.card(workspaceId, connectorId)
    const page = {
      ...{ until, note, language, fields: chosen },
      askedBy: given.askedBy ?? context.actor.name,
      workspaceName: workspaceRows.nameOf(workspaceId) ?? '',
      entryName: entry.name,
      subject: identity === null ? connector.name : `${connector.name}, ${formatIdentity(identity)}`,
      docsUrl: entry.docsUrl,
      fileName: `${name}${ANSWER_ENDING}`,
    }
    return { connector, page, fileName: `${name}-ask.html` }
  }

  const scriptOfPage = () => (script ??= readFileSync(resources.answerPageFile, 'utf8'))

  return {
    list: (context, { workspaceId, connectorId }) =>
      requestRows.list(workspaceId, connectorId).map((row) => view(row, context)),

    fields: (_context, { workspaceId, id }) =>
      fieldsOf(workspaceId, id).fields.map(({ path, title, isSecret, isSet }) => ({ path, title, isSecret, isSet })),

    preview: (context, input) => contentOf(prepare(context, input).page),

    create: async (context, { workspaceId, connectorId: id, ...question }) => {
      const { connector, page: content, fileName } = prepare(context, { workspaceId, connectorId: id, ...question })
      const { until, fields } = content
      const key = await vault.use(workspaceId)
      const { privateKey, recipient } = await createRequestKey()
      const requestId = randomUUID()
      const row = {
        ...{ id: requestId, workspaceId, connectorId: id, paths: fields.map(({ path }) => path), recipient, until },
        ...{ state: 'open' as const, closedAt: null, createdAt: context.now },
        ...{ createdBy: context.actor.id, createdByName: context.actor.name },
        privateKey: key.encrypt(keyPlace(requestId), privateKey),
      }
      const page = formatPage({ ...content, id: requestId, recipient, code: requestCode(row) }, scriptOfPage())
      const file = await context.openExport({ kind: 'request', name: fileName })
      if (!file) return { path: null, request: null }
      try {
        await file.write(page)
        await commit(
          () => {
            requestRows.removeClosedBefore(workspaceId, daysBefore(context.now, KEPT_DAYS))
            requestRows.insert(row)
            record(context, {
              ...{ workspaceId, action: 'connector.ask_secret', subjectId: id, subjectName: connector.name },
              detail: { paths: row.paths, until },
            })
          },
          { workspaceId, topic: 'connectors' },
        )
        await file.commit()
      } catch (error) {
        await file.abort()
        // Without its page nobody can answer the request.
        await commit(() => requestRows.remove(requestId)).catch(() => undefined)
        throw error
      }
      return { path: file.path, request: view(find(workspaceId, requestId), context) }
    },

    check: async (context, { workspaceId, answer }) => {
      const { row, sealed, connector, entry, fields, settings } = await open(context, workspaceId, answer)
      const errors: FieldErrors = await prepareUpdate(input, {
        ...{ entry, connector, settings, conflict: undefined, openKey: () => vault.use(workspaceId) },
      }).then(
        () => ({}),
        (error: unknown) => {
          if (error instanceof AppError && error.fields) return error.fields
          throw error
        },
      )
      return {
        ...{ request: view(row, context), answerCode: sealed.code, errors },
        fields: row.paths.map((path) => {
          const field = fields.find((one) => one.path === path)
          return { path, title: field?.title ?? path, isSecret: field?.isSecret ?? true, isSet: field?.isSet ?? false }
        }),
      }
    },

    take: async (context, { workspaceId, answer }) => {
      const { row, settings } = await open(context, workspaceId, answer)
      const { connectorId: id, connectorName: subjectName, paths } = row
      const head = { name: undefined, tags: undefined, description: undefined, colour: undefined }
      await update(
        context,
        { workspaceId, id, ...settings, ...head, secretExpiresAt: undefined },
        {
          within: () => {
            requestRows.close(workspaceId, row.id, 'answered', context.now)
            record(context, {
              ...{ workspaceId, action: 'connector.take_answer', subjectId: id, subjectName },
              detail: { paths, askedBy: row.createdByName },
            })
          },
        },
      )
      return view(find(workspaceId, row.id), context)
    },

    refuse: async (context, { workspaceId, answer }) => {
      const row = waiting(workspaceId, await readAnswer(answer), context)
      await close(context, row, 'connector.refuse_answer')
      return view(find(workspaceId, row.id), context)
    },

    revoke: async (context, { workspaceId, id }) => {
      const row = find(workspaceId, id)
      if (row.state === 'open') await close(context, row, 'connector.revoke_request')
      return view(find(workspaceId, id), context)
    },
  }

  function close(context: Context, row: RequestRow, action: string): Promise<void> {
    const { id, workspaceId, connectorId, connectorName, paths } = row
    return connectorRows.commit(workspaceId, () => {
      requestRows.close(workspaceId, id, 'revoked', context.now)
      record(context, {
        ...{ workspaceId, action, subjectId: connectorId, subjectName: connectorName },
        detail: { paths },
      })
    })
  }
}

/** What is asked for: what was chosen, else the secrets that are not set, else all secrets. */
function choose(name: string, fields: AskableField[], paths: string[] | undefined): AskableField[] {
  const secrets = fields.filter(({ isSecret }) => isSecret)
  if (paths === undefined) {
    const unset = secrets.filter(({ isSet }) => !isSet)
    if (secrets.length === 0) throw appError('nothing_to_ask', { name })
    return unset.length > 0 ? unset : secrets
  }
  return [...new Set(paths)].map((path) => {
    const field = fields.find((one) => one.path === path)
    if (!field) throw appError('not_to_ask', { path, paths: fields.map((one) => one.path) })
    return field
  })
}

function assertDay(until: string, now: string): void {
  const days = daysLeft(until, new Date(now))
  if (days >= 0 && days <= MOST_DAYS) return
  throw appError('input', {}, { fields: { until: [fieldError('day_within', { days: MOST_DAYS })] } })
}

const daysBefore = (now: string, days: number) => new Date(Date.parse(now) - days * 24 * 60 * 60 * 1000).toISOString()
