import * as z from 'zod'
import { FieldErrors, Id, InWorkspace, Instant, JsonObject, Name, ReasonValues, WorkspaceId } from '../common.ts'
import { fieldError } from '../errors.ts'
import { hasUnseen } from '../../shared/names.ts'
import { MAX_CHANGES, MAX_DESCRIPTION, MAX_TAG, MAX_TAGS } from '../../shared/limits.ts'
import { MAX_REFERENCE } from '../../shared/reasons/references.ts'
import { group } from '../define.ts'
import { Colour } from './workspaces.ts'
import { Page } from '../pages.ts'

export const ConnectorStatus = z.enum(['inactive', 'active', 'error'])

/** A connector as a card shows it. */
export const ConnectorCard = z.object({
  id: Id,
  name: z.string(),
  status: ConnectorStatus,
  /** In English, or as a person has written it. */
  statusMessage: z.string().nullable(),
  /** The failed test that marked it as failing, by whose reason the message can be worded in another language. */
  statusCause: z.object({ reason: z.string(), values: ReasonValues }).nullable(),
  /** Since when it has its status; null where that is not known. */
  statusSince: Instant.nullable(),
  /** Which account or site it is for, as its config has it: an address, a handle, a URN; null where nothing says so. */
  identity: z.string().nullable(),
  catalogKey: z.string(),
  catalogName: z.string(),
  /** As on the card of its entry; `entry:KEY` stands for a picture that the entry of this key has. */
  icon: z.string().nullable(),
  tags: z.array(z.string()),
  /** What people want to remember about it; empty for nothing. */
  description: z.string(),
  colour: Colour.nullable(),
  /** Whether it comes first in every order. */
  isPinned: z.boolean(),
  /** The last day on which its secrets work, YYYY-MM-DD; null when that is not known. */
  secretExpiresAt: z.string().nullable(),
  /** A stored secret cannot be read and must be entered again; found out whenever the key opens, and remembered. */
  needsSecrets: z.boolean(),
  /** The tokens of its sign-in no longer work, and only another sign-in helps. */
  needsSignIn: z.boolean(),
  /** A reference came with a restore, with files or over REST, and somebody here has to confirm it. */
  needsConfirmation: z.boolean(),
  /** The paths of required secrets that are not set, which only a changed entry or a restore leaves. */
  missingSecrets: z.array(z.string()),
  /** How many fields do not fit the catalog entry since it has changed; found out behind the list. */
  attention: z.number(),
  /** Whether its entry has a connection test. */
  isTestable: z.boolean(),
  /** When it was last tested as it is now; null for never. */
  testedAt: Instant.nullable(),
  /** How that test ended; `unclear` for a failure that may pass, such as a timeout. */
  testOutcome: z.enum(['ok', 'failed', 'unclear']).nullable(),
  /** The name of the account that the service gave then. */
  testedAs: z.string().nullable(),
  createdAt: Instant,
  createdByName: z.string(),
  updatedAt: Instant,
  updatedByName: z.string(),
})

/** All that is ever revealed of a stored secret. */
export const SecretState = z.object({
  path: z.string(),
  isSet: z.boolean(),
  /** There when it is set but cannot be read, so it must be entered again; found out once the key is open. */
  mustReenter: z.literal(true).optional(),
  updatedAt: Instant.nullable(),
  /** Where it is kept instead of here: `op://…`, `env:…`, `file:…` or `cmd:…`. */
  reference: z.string().optional(),
  /** There when the reference came with a restore, with files or over REST, so it is not used before somebody here confirms it. */
  mustConfirm: z.literal(true).optional(),
  /** Where it is stored until the next update moves it here, as the entry has moved its place. */
  formerPath: z.string().optional(),
})

/** What the last connection test of a connector has found, since its config or a secret last changed. */
const LastTest = z.object({
  testedAt: Instant,
  ok: z.boolean(),
  /** How long it took. */
  milliseconds: z.number(),
  /** Null for a success. */
  reason: z.string().nullable(),
  values: ReasonValues,
  /** The English sentence of a failure: that of the entry where it has one. */
  message: z.string().nullable(),
  /** The field that the failure is about, for example `auth.access_token`. */
  field: z.string().nullable(),
  /** Whether it is a reason to mark the connector as failing. */
  isLasting: z.boolean(),
  /** The account that the service named. */
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Other connectors of the workspace for which a test has found the same account. */
  sameAccount: z.array(z.object({ id: Id, name: z.string() })),
})

/** A connector with its config and what is known of its secrets, never their values. */
export const Connector = ConnectorCard.extend({
  catalogVersion: z.string(),
  config: JsonObject,
  secrets: z.array(SecretState),
  /** Stored secrets, by path, for which the entry has no place any more; the next update removes them. */
  secretsWithoutPlace: z.array(z.string()),
  /** Null where it has not been tested as it is now. */
  lastTest: LastTest.nullable(),
  /** What is known of the tokens of a sign-in; null for tokens that somebody pasted, and where there are none. */
  signIn: z
    .object({
      signedInAt: Instant,
      /** Until when the access token works; null where the service does not say. */
      expiresAt: Instant.nullable(),
      /** Why only another sign-in helps; null while the tokens work as far as is known. */
      lost: z.string().nullable(),
    })
    .nullable(),
  createdBy: z.string(),
  updatedBy: z.string(),
})

export type ConnectorStatus = z.infer<typeof ConnectorStatus>
export type ConnectorCard = z.infer<typeof ConnectorCard>
export type Connector = z.infer<typeof Connector>
export type SecretState = z.infer<typeof SecretState>

/** The last day on which the secrets of a connector work; null for none. */
export const ExpiryDate = z.iso.date().nullable()

const Tag = z
  .string()
  .trim()
  .min(1)
  .max(MAX_TAG)
  .refine((text) => !hasUnseen(text), { params: { fieldError: fieldError('unseen_characters') } })
const Tags = z.array(Tag).max(MAX_TAGS)

/** A text of one or several lines. */
const Description = z
  .string()
  .trim()
  .max(MAX_DESCRIPTION)
  .refine((text) => !hasUnseen(text.replaceAll(/[\r\n\t]/g, '')), {
    params: { fieldError: fieldError('unseen_characters') },
  })

const OneConnector = InWorkspace.extend({ id: Id })

/** Changes to secrets by dotted path (`auth.access_token`). A path that is not named keeps its secret. */
const SecretChanges = z.object({
  set: z.record(z.string(), z.unknown()).default({}),
  clear: z.array(z.string()).default([]),
  /** References to secrets that are kept elsewhere, which are read only when they are used. */
  refer: z.record(z.string(), z.string().max(MAX_REFERENCE)).optional(),
})

/** What an entry's schemas describe. A secret may also stand in its place in the config: it never stays there. */
export const Settings = z.object({
  config: JsonObject.default({}),
  /** Secrets to set, in the shape of the entry's auth schema. */
  auth: JsonObject.default({}),
  secrets: SecretChanges.prefault({}),
})

export type Settings = z.infer<typeof Settings>

/** A sign-in that has ended well and whose tokens wait for a save; a value in `secrets.set` goes before them. */
const SignInId = Id.optional()

/** What is wrong with a connector, as its card shows it. */
const ErrorMessage = z.string().trim().min(1).max(1000)

/** For an undo: since when it had this status before. It counts where the activity of the connector has an entry of then. */
const FormerSince = z.iso.datetime().optional()

/** A change of one of many connectors; what is left out stays as it is. */
export const ManyChange = z.object({
  id: Id,
  status: z.enum(['active', 'inactive']).optional(),
  /** Marks it as failing, with the reason that its card shows, whatever `status` says. */
  errorMessage: ErrorMessage.optional(),
  statusSince: FormerSince,
  tags: Tags.optional(),
  secretExpiresAt: ExpiryDate.optional(),
  isPinned: z.boolean().optional(),
  /** Moves it to the trash, or out of it. */
  isDeleted: z.boolean().optional(),
  /** The `updatedAt` that the change began with: skipped where the connector has changed since. */
  expectedUpdatedAt: Instant.optional(),
})

/**
 * What became of one of many connectors. `skipped`: it is so already (`same`), or has changed since the change began
 * (`changed`). `failed`: it is not in the workspace (`gone`), or another one has taken its name (`name_taken`).
 */
export const ManyResult = z.object({
  id: Id,
  name: z.string().nullable(),
  outcome: z.enum(['done', 'skipped', 'failed']),
  reason: z.enum(['same', 'changed', 'gone', 'name_taken']).nullable(),
  updatedAt: Instant.nullable(),
})

export type ManyChange = z.infer<typeof ManyChange>
export type ManyResult = z.infer<typeof ManyResult>

const MAX_WITHOUT = 100

export const connectors = group({
  list: {
    route: 'GET /installed',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'Installed connectors of a workspace, by name; all, or a page with limit or cursor',
    input: InWorkspace.extend(Page),
    output: z.array(ConnectorCard),
  },
  get: {
    route: 'GET /connectors/{id}',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'One connector with its config and the state of its secrets',
    input: OneConnector,
    output: Connector,
  },
  install: {
    route: 'POST /connectors',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Install a catalog entry as a new, inactive connector',
    input: InWorkspace.extend({
      catalogKey: z.string().max(100),
      name: Name,
      ...Settings.shape,
      tags: Tags.default([]),
      description: Description.default(''),
      colour: Colour.nullable().default(null),
      secretExpiresAt: ExpiryDate.default(null),
      signIn: SignInId,
      /** The paths of required secrets that come later, as when somebody else is asked for them. */
      without: z.array(z.string().max(500)).max(MAX_WITHOUT).default([]),
    }),
    output: Connector,
  },
  update: {
    route: 'PUT /connectors/{id}',
    role: 'admin',
    token: 'write',
    needs: 'database',
    asksForName: ['secrets.clear.*'],
    summary:
      'Change name, config, tags, description, colour or secrets of a connector; what is left out stays as it is',
    input: OneConnector.extend({
      name: Name.optional(),
      ...Settings.shape,
      /** Kept unless given. */
      config: JsonObject.optional(),
      tags: Tags.optional(),
      description: Description.optional(),
      colour: Colour.nullable().optional(),
      secretExpiresAt: ExpiryDate.optional(),
      signIn: SignInId,
      /** The `updatedAt` of the state that the change began with: refused as a conflict once there is a newer one. */
      expectedUpdatedAt: Instant.optional(),
    }),
    output: Connector.extend({
      /** Stored secrets, by path, that the update removed without being asked to, as they have no place any more. */
      removedSecrets: z.array(z.string()),
    }),
  },
  activate: {
    route: 'POST /connectors/{id}/activate',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Switch a connector on',
    input: OneConnector.extend({ statusSince: FormerSince }),
    output: ConnectorCard,
  },
  deactivate: {
    route: 'POST /connectors/{id}/deactivate',
    role: 'admin',
    token: 'write',
    needs: 'database',
    asksForName: true,
    summary: 'Switch a connector off',
    input: OneConnector.extend({ statusSince: FormerSince }),
    output: ConnectorCard,
  },
  markError: {
    route: 'POST /connectors/{id}/error',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Mark a connector as failing, with the reason that its card shows',
    input: OneConnector.extend({ message: ErrorMessage, statusSince: FormerSince }),
    output: ConnectorCard,
  },
  remove: {
    route: 'DELETE /connectors/{id}',
    role: 'admin',
    token: 'write',
    needs: 'database',
    asksForName: true,
    summary: 'Move a connector to the trash, from which it can be restored',
    input: OneConnector.extend({
      /** As for `update`. */
      expectedUpdatedAt: Instant.optional(),
    }),
    output: z.object({ id: Id, name: z.string() }),
  },
  restore: {
    route: 'POST /connectors/{id}/restore',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Restore a connector from the trash',
    input: OneConnector,
    output: ConnectorCard,
  },
  restoreConfig: {
    route: 'POST /connectors/{id}/restore-config',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Give a connector the config again that it had after an entry of the activity; its secrets stay',
    input: OneConnector.extend({
      activityId: z.number().int().positive(),
      /** As for `update`. */
      expectedUpdatedAt: Instant.optional(),
    }),
    output: Connector,
  },
  confirmReference: {
    route: 'POST /connectors/{id}/confirm-reference',
    role: 'admin',
    needs: 'database',
    summary:
      'Let a reference be used that came with a restore, with files or over REST; from a window or the command line alone',
    input: OneConnector.extend({
      path: z.string().min(1).max(500),
      /** As it was shown, so nothing else is confirmed. */
      reference: z.string().max(MAX_REFERENCE),
    }),
    output: Connector,
  },
  duplicate: {
    route: 'POST /connectors/{id}/duplicate',
    role: 'admin',
    token: 'write',
    roles: { into: 'admin' },
    needs: 'database',
    summary: 'Copy a connector as a new, inactive one, with its secrets unless they are left out',
    input: OneConnector.extend({
      /** The same name, or the first free one like it, unless given. */
      name: Name.optional(),
      /** Another workspace; its key must open too, as the secrets are encrypted for it. */
      into: WorkspaceId.optional(),
      withSecrets: z.boolean().default(true),
    }),
    output: ConnectorCard,
  },
  changeMany: {
    route: 'POST /connectors/changes',
    role: 'admin',
    token: 'write',
    needs: 'database',
    // A pin changes nothing that runs.
    asksForName: ['status', 'errorMessage', 'tags', 'secretExpiresAt', 'isDeleted'].map((name) => `changes.*.${name}`),
    summary: 'Change status, tags, expiry, pin or place in the trash of many connectors, in one transaction',
    input: InWorkspace.extend({ changes: z.array(ManyChange).min(1).max(MAX_CHANGES) }),
    output: z.array(ManyResult),
  },
  loadSamples: {
    route: 'POST /connectors/samples',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Install a few sample connectors with made-up secrets to try things out',
    input: InWorkspace,
    output: z.array(ConnectorCard),
  },
  validateConfig: {
    route: 'POST /validate-config',
    role: 'anyone',
    token: 'shared',
    needs: 'database',
    summary: 'Check config and secrets against the schemas of a catalog entry; nothing is stored',
    input: z.object({
      catalogKey: z.string().max(100),
      ...Settings.shape,
      /** Secrets that are stored already and count as present, unless they are set or cleared. */
      kept: z.array(z.string()).default([]),
    }),
    output: z.object({ valid: z.boolean(), fields: FieldErrors }),
  },
})
