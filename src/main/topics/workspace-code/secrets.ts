import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../../contract/errors.ts'
import { requiredSecrets } from '../../../shared/secret-places.ts'
import type { Vault } from '../../secrets/vault.ts'
import type { CatalogRow } from '../catalog/rows.ts'
import { type ConnectorInput, schemasOf } from '../connectors/input.ts'
import type { ConnectorRow } from '../connectors/rows.ts'
import { secretMoves } from '../connectors/secret-moves.ts'
import {
  assertReferencesHavePlaces,
  prepareReferences,
  type Reference,
} from '../connectors/secret-values/references.ts'
import { prepareUpdate, type UpdateInput } from '../connectors/update-input.ts'
import type { CodeConnector } from './code-connector.ts'

/** What is stored of a connector that a file describes. */
export interface CheckedCode extends UpdateInput {
  /** By their paths, the references of the file and those that have moved with their place. */
  references: ReadonlyMap<string, Reference>
}

type Settings = Parameters<ConnectorInput['prepare']>[1]

/** Files are written elsewhere, so a command or a file that they name waits until somebody here confirms it. */
const ELSEWHERE = { isHere: false }

/** The references of a file, by the paths that it has. */
export const referencesIn = ({ secrets }: Pick<CodeConnector, 'secrets'>): [path: string, reference: string][] =>
  Object.entries(secrets).flatMap(([path, { reference }]) =>
    reference === undefined ? [] : [[path, reference] as [string, string]],
  )

/** The references of a file that are not stored so, by the places that the entry has for them now. */
export function newReferences(
  entry: CatalogRow,
  row: ConnectorRow | null,
  { config, secrets }: CodeConnector,
): Record<string, string> {
  if (referencesIn({ secrets }).length === 0) return {}
  const { from } = secretMoves({ schemas: schemasOf(entry), config, stored: Object.keys(secrets) })
  const places = new Map([...from].map(([path, former]) => [former, path]))
  const changes: Record<string, string> = {}
  for (const [path, reference] of referencesIn({ secrets })) {
    const place = places.get(path) ?? path
    if (![path, place].some((one) => row?.auth[one]?.reference === reference)) changes[place] = reference
  }
  return changes
}

/** Checks config and secrets of connectors that files describe; what is stored already stays. */
export function createCodeSecrets(vault: Pick<Vault, 'use'>, input: ConnectorInput) {
  /** A connector that lacks required secrets already may go on lacking them. Throws as `prepareUpdate` does. */
  const prepareChange = async (
    workspaceId: string,
    entry: CatalogRow,
    row: ConnectorRow,
    wanted: Settings,
  ): Promise<CheckedCode> => {
    const openKey = () => vault.use(workspaceId)
    const { references, auth, settings } = prepareReferences(ELSEWHERE, entry, row, wanted)
    const prepare = (absent: string[]) => {
      const present = Object.fromEntries(absent.map((path) => [path, { value: '', updatedAt: '' }]))
      const connector = { ...row, auth: { ...auth, ...present } }
      return prepareUpdate(input, { entry, connector, settings, conflict: undefined, openKey })
    }
    const prepareWithout = async (error: unknown) => {
      const isLacking = (path: string) => !Object.hasOwn(auth, path) && !Object.hasOwn(settings.secrets.set, path)
      const lacks = requiredSecrets(schemasOf(entry)).filter(isLacking)
      const absent = error instanceof AppError ? Object.keys(error.fields ?? {}) : []
      if (absent.length === 0 || absent.some((path) => !lacks.includes(path))) throw error
      const checked = await prepare(absent)
      for (const path of absent) checked.keep.delete(path)
      return checked
    }
    const checked = await prepare([]).catch(prepareWithout)
    assertReferencesHavePlaces(references, checked.keep)
    return { ...checked, references, key: checked.key ?? (references.size > 0 ? await openKey() : null) }
  }

  /** A new connector is made without the required secrets that are not given. Throws `invalid`. */
  const prepareNew = async (workspaceId: string, entry: CatalogRow, wanted: Settings): Promise<CheckedCode> => {
    const { references, settings } = prepareReferences(ELSEWHERE, entry, { config: {}, auth: {} }, wanted)
    const present = new Set([...references.keys(), ...requiredSecrets(schemasOf(entry))])
    const checked = await input.prepare(entry, settings, [...present])
    assertReferencesHavePlaces(references, checked.keep)
    const isSealed = Object.keys(checked.set).length + references.size > 0
    const key = isSealed ? await vault.use(workspaceId) : null
    return { ...checked, references, keep: new Set(), key, moved: new Map(), opened: [], removed: [] }
  }

  return {
    prepare: (workspaceId: string, entry: CatalogRow, row: ConnectorRow | null, settings: Settings) =>
      row ? prepareChange(workspaceId, entry, row, settings) : prepareNew(workspaceId, entry, settings),

    /** The secrets that are given and are not stored already. */
    newSecrets: async (workspaceId: string, row: ConnectorRow | null, values: Record<string, unknown>) => {
      if (row === null || Object.keys(values).length === 0) return values
      const key = await vault.use(workspaceId)
      const isStored = (path: string, value: unknown) => {
        const secret = row.auth[path]
        if (!secret) return false
        try {
          return isDeepStrictEqual(key.decrypt({ connectorId: row.id, path }, secret.value), value)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          return false
        }
      }
      return Object.fromEntries(Object.entries(values).filter(([path, value]) => !isStored(path, value)))
    },
  }
}
