import * as z from 'zod'
import { FieldErrors, Id, InWorkspace, Instant, Name } from '../common.ts'
import { fieldError } from '../errors.ts'
import { group } from '../define.ts'
import { hasUnseen } from '../../shared/names.ts'
import { MAX_ANSWER, MAX_ASKED } from '../../shared/limits.ts'
import { LANGUAGES } from '../../shared/text/languages.ts'

/** A request as people see it; its key never leaves the main process. */
export const SecretRequest = z.object({
  id: Id,
  connectorId: Id,
  connectorName: z.string(),
  /** The dotted paths of what is asked for. */
  paths: z.array(z.string()),
  /** What both sides can compare by telephone; it is on the page, too. */
  code: z.string(),
  /** `ended`: its last day has passed without an answer. */
  state: z.enum(['open', 'ended', 'answered', 'revoked']),
  /** The last day on which an answer is taken, YYYY-MM-DD. */
  until: z.string(),
  createdAt: Instant,
  createdByName: z.string(),
  /** When it was answered or revoked. */
  closedAt: Instant.nullable(),
})

/** One value that somebody can be asked for. */
const AskedField = z.object({
  path: z.string(),
  title: z.string(),
  isSecret: z.boolean(),
  /** Whether there is a value now. */
  isSet: z.boolean(),
})

/** What an answer holds, without its values. */
export const SecretAnswer = z.object({
  request: SecretRequest,
  /** What the page has shown beside the file that it saved. */
  answerCode: z.string(),
  fields: z.array(AskedField),
  /** What the catalog entry does not accept, by path; empty where the answer can be taken. */
  errors: FieldErrors,
})

/** What the page of a request shows, without its codes and its key. */
const PagePreview = z.object({
  title: z.string(),
  /** What becomes of what is typed. */
  encrypted: z.string(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  note: z.string(),
  /** Where the service describes what is asked for; null where the entry names no page. */
  docs: z.object({ text: z.string(), url: z.string() }).nullable(),
  fields: z.array(z.object({ path: z.string(), title: z.string(), help: z.string(), isSecret: z.boolean() })),
  submit: z.string(),
  submitHint: z.string(),
})

export type PagePreview = z.infer<typeof PagePreview>
export type SecretRequest = z.infer<typeof SecretRequest>
export type SecretAnswer = z.infer<typeof SecretAnswer>

const MAX_NOTE = 1000

/** A note of one or several lines. */
const Note = z
  .string()
  .trim()
  .max(MAX_NOTE)
  .refine((text) => !hasUnseen(text.replaceAll(/[\r\n\t]/g, '')), {
    params: { fieldError: fieldError('unseen_characters') },
  })

const Question = InWorkspace.extend({
  connectorId: Id,
  /** What to ask for; the secrets that are not set unless given, or all of them. */
  paths: z.array(z.string().max(500)).min(1).max(MAX_ASKED).optional(),
  /** The last day on which an answer is taken; in seven days unless given. */
  until: z.iso.date().optional(),
  /** Who asks, as the page shows it; the name of the person unless given. */
  askedBy: Name.optional(),
  note: Note.default(''),
  /** The language of the page. */
  language: z.enum(LANGUAGES).default('en'),
})

const Answer = InWorkspace.extend({ answer: z.string().min(1).max(MAX_ANSWER) })

export const secretRequests = group({
  list: {
    route: 'GET /secret-requests',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'The requests for secrets of a workspace or of one connector, the newest first',
    input: InWorkspace.extend({ connectorId: Id.optional() }),
    output: z.array(SecretRequest),
  },
  fields: {
    route: 'GET /connectors/{id}/askable',
    role: 'admin',
    token: 'read',
    needs: 'database',
    summary: 'What somebody else can be asked for: the secrets of a connector and its settings that are plain text',
    input: InWorkspace.extend({ id: Id }),
    output: z.array(AskedField),
  },
  preview: {
    route: 'POST /secret-requests/preview',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Show what the page of a request would say; nothing is written',
    input: Question,
    output: PagePreview,
  },
  create: {
    route: 'POST /secret-requests',
    role: 'admin',
    token: 'write',
    needs: 'database',
    answers: 'file',
    summary:
      'Write a page that encrypts what somebody else types for this workspace alone; nulls when no file was chosen',
    input: Question,
    output: z.object({ path: z.string().nullable(), request: SecretRequest.nullable() }),
  },
  check: {
    route: 'POST /secret-requests/check',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Open an answer and check it; its values are neither shown nor stored',
    input: Answer,
    output: SecretAnswer,
  },
  take: {
    route: 'POST /secret-requests/take',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Store what an answer holds; its request takes no other',
    input: Answer,
    output: SecretRequest,
  },
  refuse: {
    route: 'POST /secret-requests/refuse',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Note in the activity that an answer was refused, and end its request',
    input: Answer,
    output: SecretRequest,
  },
  revoke: {
    route: 'DELETE /secret-requests/{id}',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'End a request and delete its key, so no answer from its page opens any more',
    input: InWorkspace.extend({ id: Id }),
    output: SecretRequest,
  },
})
