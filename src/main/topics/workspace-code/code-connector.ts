import * as z from 'zod'
import { Name } from '../../../contract/common.ts'
import { ConnectorStatus, ExpiryDate } from '../../../contract/groups/connectors.ts'
import { Colour } from '../../../contract/groups/workspaces.ts'
import { fieldError } from '../../../contract/errors.ts'
import { fileFault } from '../../../shared/files/file-faults.ts'
import { MAX_REFERENCE, referenceKind } from '../../../shared/reasons/references.ts'
import type { ConnectorRow } from '../connectors/rows.ts'

/** A secret that is set here, or where it is kept instead. */
const CodeSecret = z
  .strictObject({
    set: z.literal(true).optional(),
    reference: z
      .string()
      .max(MAX_REFERENCE)
      .refine((text) => referenceKind(text) !== null, { params: { fieldError: fieldError('no_reference') } })
      .optional(),
  })
  .refine(({ set, reference }) => (set === undefined) !== (reference === undefined), {
    params: { fieldError: fileFault('set_or_reference', {}) },
  })

/** A connector as its file describes it, without times and without secrets. */
export const CodeConnector = z.strictObject({
  /** The same connector in every copy of the files; without one the name tells which it is. */
  id: z
    .string()
    .regex(/^[0-9a-z][0-9a-z-]{7,63}$/)
    .optional(),
  name: Name,
  catalog_key: z.string().min(1).max(100),
  status: ConnectorStatus.default('inactive'),
  status_message: z.string().min(1).max(1000).nullable().default(null),
  tags: z.array(z.string().trim().min(1).max(50)).max(50).default([]),
  description: z.string().trim().max(1000).default(''),
  colour: Colour.nullable().default(null),
  pinned: z.boolean().default(false),
  secrets_expire: ExpiryDate.default(null),
  config: z.record(z.string(), z.unknown()).default({}),
  /** By their paths, which of them are set, and the references. */
  secrets: z.record(z.string().max(500), CodeSecret).default({}),
})

export type CodeConnector = z.infer<typeof CodeConnector>

/** The names of its fields, in the order in which they are written. */
export const CODE_FIELDS = Object.keys(CodeConnector.shape)

/** A connector of the database as its file describes it. */
export const toCode = (row: ConnectorRow, catalogKey: string): CodeConnector => ({
  id: row.id,
  name: row.name,
  catalog_key: catalogKey,
  status: row.status,
  status_message: row.status === 'error' ? row.statusMessage : null,
  tags: row.tags,
  description: row.description,
  colour: row.colour,
  pinned: row.isPinned,
  secrets_expire: row.secretExpiresAt,
  config: row.config,
  secrets: Object.fromEntries(
    Object.entries(row.auth).map(([path, { reference }]) => [
      path,
      reference === undefined ? { set: true as const } : { reference },
    ]),
  ),
})
