import * as z from 'zod'

/** A path in a connector, `config.site_url` or `auth.token`, as fields are named everywhere. */
const FieldPath = z
  .string()
  .regex(/^(?:config|auth)\../)
  .max(500)

/** A dotted path in a JSON answer; a number is the place in a list. */
const AnswerPath = z.string().min(1).max(200)

/** Text with `{config.NAME}` where a setting stands. */
const Template = z.string().max(2000)

const HeaderName = z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/)

/** What a value in an answer must be: this one, or one of these; `[]` is an empty list. */
const Expected = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))])
const Where = z.record(AnswerPath, Expected)

/** Where a secret stands in the request. */
const Credential = z.discriminatedUnion('in', [
  /** `Authorization: Basic`, of a user and a password; some services take a token as the user and no password. */
  z.strictObject({ in: z.literal('basic'), username: FieldPath, password: FieldPath.optional() }),
  z.strictObject({ in: z.literal('bearer'), token: FieldPath }),
  z.strictObject({
    in: z.literal('header'),
    name: HeaderName,
    value: FieldPath,
    /** What stands before it, as `Token `. */
    prefix: z.string().max(50).default(''),
  }),
  z.strictObject({ in: z.literal('query'), name: z.string().min(1).max(100), value: FieldPath }),
])

/** One way to begin the URL. */
const Address = z.strictObject({
  url: Template,
  /** Left out where a setting has one of these values. */
  unless: z.record(FieldPath, z.union([z.string(), z.number(), z.boolean()])).default({}),
})

/** What an answer means, in place of what its status says. */
const AnswerMeaning = z.enum(['unauthorized', 'forbidden', 'not_found', 'rate_limited', 'other_service'])

const Answer = z.strictObject({
  status: z.int().min(100).max(599),
  /** What its JSON has; nothing for every answer with this status. */
  where: Where.default({}),
  /** A second request, without secrets, that has to have this in its JSON. */
  also: z.strictObject({ path: Template, where: Where }).optional(),
  means: AnswerMeaning.optional(),
  /** What happened and what to do, as a sentence. */
  message: z.string().min(1).max(500),
  /** The field that it is about. */
  field: FieldPath.optional(),
})

const MAX_ADDRESSES = 5
const MAX_ANSWERS = 50

/**
 * How to learn whether a connector's service answers with its secrets: one request, and what its answers mean. It is
 * part of a catalog entry; `docs/connection-tests.md` explains every member.
 */
export const ConnectionTest = z.strictObject({
  method: z.enum(['GET', 'POST']).default('GET'),
  /** One URL or several, of which the next is tried where there is no such service at the one before. */
  url: z.union([Template, z.array(Address).min(1).max(MAX_ADDRESSES)]),
  /** What follows each of them. */
  path: Template.default(''),
  query: z.record(z.string(), Template).default({}),
  headers: z.record(HeaderName, Template).default({}),
  auth: z.array(Credential).max(5).default([]),
  /** Where `http:` is allowed: nowhere, at a loopback address, or anywhere. */
  http: z.enum(['never', 'loopback', 'anywhere']).default('never'),
  /** The status of an answer that is fine. */
  status: z.array(z.int().min(100).max(599)).min(1).max(20).default([200]),
  /** Where the JSON of that answer has the account. */
  account: z
    .strictObject({
      /** What stays when it gets another name. */
      id: AnswerPath,
      /** The first of them that is there. */
      name: z.array(AnswerPath).min(1).max(5),
      /** A setting that must have the same name; case and an @ before it do not count. */
      expected: FieldPath.optional(),
    })
    .optional(),
  /** The first that fits counts. */
  answers: z.array(Answer).max(MAX_ANSWERS).default([]),
})

export type ConnectionTest = z.infer<typeof ConnectionTest>

/** The addresses of a test, one or several, in their order. */
export const addressesOf = ({ url }: ConnectionTest): z.infer<typeof Address>[] =>
  typeof url === 'string' ? [{ url, unless: {} }] : url

/** The paths in a text of the form `{config.NAME}`. */
export const placeholdersIn = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map(([, path = '']) => path)

/** The fields of the secrets that a test sends. */
export const credentialFields = ({ auth }: ConnectionTest): string[] =>
  auth.flatMap((one) => {
    if (one.in === 'basic') return one.password === undefined ? [one.username] : [one.username, one.password]
    return [one.in === 'bearer' ? one.token : one.value]
  })
