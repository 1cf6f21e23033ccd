import * as z from 'zod'
import { isEnvelope } from '../../../secrets/keys/envelope.ts'
import { refused } from '../verify/refusal.ts'
import type { Files } from '../git/batch.ts'
import { envelopesOf, type Fields, readConnectorFile, toConnectorFile, toFields } from './fields.ts'
import { connectorPath, readJsonFile, toJsonFile } from './layout.ts'

const Waiting = z.strictObject({
  changeId: z.string().max(64),
  /** What the field would be; absent where it would be removed. */
  value: z.unknown().optional(),
  /** What the field was for the person who changed it. */
  before: z.unknown().optional(),
})

const Conflicts = z.record(z.string().max(2000), z.record(z.string().max(64), Waiting))

/**
 * Values that wait for a choice, by field and by the member who wanted them. The field `*` is the connector as a whole: it was
 * deleted by one person and changed by another.
 */
export type Conflicts = Readonly<Record<string, Readonly<Record<string, z.infer<typeof Waiting>>>>>

export const WHOLE = '*'

/** A connector in the repository; null fields for one that is not there. */
export interface SharedConnector {
  fields: Fields | null
  conflicts: Conflicts
}

const Envelopes = z.record(z.string().max(500), z.string().refine(isEnvelope))

/** The secrets in a file by their paths. Throws `history_refused` for one that is not in the one spelling. */
export function readSecretsFile(text: string): Record<string, string> {
  const envelopes = Envelopes.safeParse(readJsonFile(text))
  if (!envelopes.success) throw refused('unreadable')
  return envelopes.data
}

export function readConflictsFile(text: string): Conflicts {
  const conflicts = Conflicts.safeParse(readJsonFile(text))
  if (!conflicts.success) throw refused('unreadable')
  return conflicts.data
}

/** A connector from its three files. */
export function readConnector(
  id: string,
  texts: { connectors: string | null; secrets: string | null; conflicts: string | null },
): SharedConnector {
  const code = texts.connectors === null ? null : readConnectorFile(id, texts.connectors)
  if (texts.connectors !== null && !code) throw refused('unreadable')
  return {
    fields: code && toFields(code, texts.secrets === null ? {} : readSecretsFile(texts.secrets)),
    conflicts: texts.conflicts === null ? {} : readConflictsFile(texts.conflicts),
  }
}

/** The three files of a connector; null for one that is not there. */
export function filesOf(id: string, { fields, conflicts }: SharedConnector): Files {
  const envelopes = fields ? envelopesOf(fields) : {}
  return new Map([
    [connectorPath('connectors', id), fields && toConnectorFile(id, fields)],
    [connectorPath('secrets', id), Object.keys(envelopes).length > 0 ? toJsonFile(envelopes) : null],
    [connectorPath('conflicts', id), Object.keys(conflicts).length > 0 ? toJsonFile(conflicts) : null],
  ])
}
