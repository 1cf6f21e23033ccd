import * as z from 'zod'
import { ERROR_CODES, type ErrorCode, type FieldError, fieldError } from './errors.ts'
import { Passphrase } from './passphrase.ts'
import { type FileFault as Fault, type FileReason, fileReasons } from '../shared/files/file-faults.ts'
import { hasUnseen } from '../shared/names.ts'
import { type ErrorReason, errorReasons } from '../shared/reasons/error-reasons.ts'
import { type FieldReason, fieldReasons } from '../shared/reasons/field-reasons.ts'

type FileFaultReason = FileReason | FieldReason

/** Ids are opaque to callers; the bound keeps nonsense out of the store. */
export const Id = z.string().min(1).max(100)

/** A workspace that a call reads or changes: its procedure declares the role that this takes. */
export const WorkspaceId = z.string().min(1).max(100)

/** The workspace that a call works in. Every workspace-scoped input has it; there is no ambient workspace. */
export const InWorkspace = z.object({ workspaceId: WorkspaceId })

const MAX_NAME = 255

/** A name that a person gives: NFC, trimmed, one line, 1 to 255 characters. */
export const Name = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(MAX_NAME)
      .refine((text) => /^\P{Cc}*$/u.test(text), { params: { fieldError: fieldError('one_line') } })
      .refine((text) => !hasUnseen(text), { params: { fieldError: fieldError('unseen_characters') } }),
  )

/**
 * By the id of a workspace: its recovery passphrase or, where it has none, its name. In place of the name, a desktop
 * program asks the person through the prompt of the system, where there is one.
 */
export const Proof = z.record(Id, Passphrase).optional()

/** An instant as ISO 8601 text in UTC. */
export const Instant = z.string()

/** Plain JSON of any shape; its meaning is given by an entry's JSON Schema. */
export const JsonObject = z.record(z.string(), z.unknown())

/** What the sentence of a reason needs. */
export const ReasonValues = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))

/** What is wrong at a place of a file; `place` and `field` are empty where there is none, or it is known. */
export const FileFault = z.object({
  place: z.string(),
  field: z.string(),
  reason: z.enum([...Object.keys(fileReasons), ...Object.keys(fieldReasons)] as [
    FileFaultReason,
    ...FileFaultReason[],
  ]),
  values: ReasonValues,
  message: z.string(),
}) satisfies z.ZodType<Fault>

/** What is wrong with fields, by dotted path. */
export const FieldErrors = z.record(
  z.string(),
  z.array(
    z.object({
      reason: z.enum(Object.keys(fieldReasons) as [FieldReason, ...FieldReason[]]),
      values: ReasonValues,
      message: z.string(),
    }),
  ) satisfies z.ZodType<FieldError[]>,
)

/** An error inside an answer, as a reply has one. */
export const ErrorBody = z.object({
  code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
  reason: z.enum(Object.keys(errorReasons) as [ErrorReason, ...ErrorReason[]]),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()), z.array(FileFault)])),
  message: z.string(),
  fields: FieldErrors.optional(),
})
