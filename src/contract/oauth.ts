import * as z from 'zod'
import { parsePath } from '../shared/path.ts'
import { own } from '../shared/json.ts'
import { REDIRECT_PATH } from '../shared/services/oauth.ts'

/** A path in a connector, `config.client_id` or `auth.access_token`, as fields are named everywhere. */
const FieldPath = z
  .string()
  .regex(/^(?:config|auth)\../)
  .max(500)

/** An address with `{config.NAME}` where a setting stands. */
const Address = z.string().min(1).max(2000)

/** RFC 6749, section 3.3. */
const Scope = z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,200}$/)

const MAX_PORTS = 5

/** Ports below take rights that the program does not have. */
const FIRST_PORT = 1024

/**
 * How somebody signs in to the service of a connector with OAuth 2.0 (RFC 6749, as RFC 8252 and RFC 9700 want it of a
 * program on a desktop). It is part of a catalog entry; `docs/sign-in.md` explains every member.
 */
export const Oauth = z.strictObject({
  /** Where the service says what it offers (RFC 8414, OpenID Connect Discovery), unless the addresses below do. */
  issuer: Address.optional(),
  authorizationUrl: Address.optional(),
  /** The same for an app without a client secret, where the service has another page for those. */
  nativeAuthorizationUrl: Address.optional(),
  tokenUrl: Address.optional(),
  /** Offers to enter a code on another device (RFC 8628). */
  deviceUrl: Address.optional(),
  /** What is asked for; `when` has the settings for which a scope is needed. */
  scopes: z
    .array(
      z.union([
        Scope,
        z.strictObject({ scope: Scope, when: z.record(FieldPath, z.union([z.string(), z.number(), z.boolean()])) }),
      ]),
    )
    .max(50)
    .default([]),
  /** More parameters of the page that people sign in on. */
  parameters: z.record(z.string().regex(/^[\w.-]{1,100}$/), z.string().max(500)).default({}),
  /** The fields of the app that is registered with the service. */
  clientId: FieldPath,
  clientSecret: FieldPath.optional(),
  /** How the client secret is sent: in a header or in the body. */
  clientAuth: z.enum(['basic', 'post']).default('basic'),
  /** The fields that the tokens are stored in. */
  accessToken: FieldPath,
  refreshToken: FieldPath.optional(),
  /** The ports of the redirect addresses that the app is registered with; any free one unless given. */
  ports: z.array(z.int().min(FIRST_PORT).max(65_535)).max(MAX_PORTS).default([]),
  /** The path of the redirect address. */
  path: z
    .string()
    .regex(/^\/[\w/.-]{0,100}$/)
    .default(REDIRECT_PATH),
  /** Whether PKCE (RFC 7636) is used where there is a client secret, too, which some services refuse. */
  pkce: z.enum(['always', 'without_secret']).default('always'),
  /** Where `http:` is allowed: nowhere, or at an address of this computer. */
  http: z.enum(['never', 'loopback']).default('never'),
})

export type Oauth = z.infer<typeof Oauth>

/** How people sign in to the connectors of an entry; null for none, and for what an earlier version stored. */
export function readOauth({ oauth }: { oauth: unknown }): Oauth | null {
  const parsed = Oauth.nullable().safeParse(oauth)
  return parsed.success ? parsed.data : null
}

/** The fields that the tokens are stored in. */
export const tokenFields = ({ accessToken, refreshToken }: Oauth): string[] =>
  refreshToken === undefined ? [accessToken] : [accessToken, refreshToken]

/** The scopes that a config needs. */
export const scopesFor = ({ scopes }: Oauth, config: Record<string, unknown>): string[] =>
  scopes.flatMap((one) => {
    if (typeof one === 'string') return [one]
    const isNeeded = Object.entries(one.when).every(([path, value]) => settingAt(config, path) === value)
    return isNeeded ? [one.scope] : []
  })

const settingAt = (config: Record<string, unknown>, path: string): unknown =>
  parsePath(path)
    .slice(1)
    .reduce<unknown>((value, name) => own(value, name), config)
