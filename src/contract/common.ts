import * as z from 'zod'

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
      .min(1, 'is required')
      .max(MAX_NAME, `must have at most ${MAX_NAME} characters`)
      .regex(/^\P{Cc}*$/u, 'must be a single line without control characters'),
  )

/**
 * By the id of a workspace: its recovery passphrase or, where it has none, its name. In place of the name, a desktop
 * program asks the person through the prompt of the system, where there is one.
 */
export const Proof = z.record(Id, z.string().max(1024)).optional()

/** An instant as ISO 8601 text in UTC. */
export const Instant = z.string()

/** Plain JSON of any shape; its meaning is given by an entry's JSON Schema. */
export const JsonObject = z.record(z.string(), z.unknown())
