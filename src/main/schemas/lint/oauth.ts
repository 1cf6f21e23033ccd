import { Oauth } from '../../../contract/oauth.ts'
import { placeholdersIn } from '../../../contract/connection-test.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { problem, type Problem } from '../../../shared/problems.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { kindOf } from './connection-test.ts'

/** Parameters that a sign-in sets itself, or that would change what it is. */
const OWN_PARAMETERS =
  /^(?:response_type|response_mode|client_id|client_secret|redirect_uri|scope|state|nonce|code|code_challenge|code_challenge_method|code_verifier|grant_type|request|request_uri|iss)$/

/**
 * How people sign in to the connectors of an entry, as it is stored; null for none, and for what cannot be used, which is
 * reported. The rest of the entry does not depend on it.
 */
export function lintOauth(given: unknown, schemas: EntrySchemas, problems: Problem[]): JsonObject | null {
  if (given === undefined || given === null) return null
  const report = (detail: string) => {
    problems.push(problem('bad_oauth', 'oauth', detail))
    return null
  }
  const parsed = Oauth.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return report(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  const fault = faultIn(parsed.data, schemas)
  // As it was given: what it leaves out is filled in when it is read.
  return fault === null ? (given as JsonObject) : report(fault)
}

const ADDRESSES = ['issuer', 'authorizationUrl', 'nativeAuthorizationUrl', 'tokenUrl', 'deviceUrl'] as const

/** What keeps a sign-in of the right shape from being used; null for nothing. */
function faultIn(oauth: Oauth, schemas: EntrySchemas): string | null {
  const hasEndpoints = oauth.authorizationUrl !== undefined && oauth.tokenUrl !== undefined
  if (oauth.issuer === undefined && !hasEndpoints) return 'issuer, or authorizationUrl and tokenUrl, must be there'
  for (const name of ADDRESSES) {
    const address = oauth[name]
    if (address === undefined) continue
    const start = /^(https?):\/\/|^\{config\.[^{}]+\}/.exec(address)
    if (!start) return `${name}: ${address} does not begin with https:// or a setting`
    if (start[1] === 'http' && oauth.http === 'never')
      return `${name}: ${address} is not https, which http does not allow`
    if (address.includes('#')) return `${name}: ${address} has a fragment`
  }
  const parameter = Object.keys(oauth.parameters).find((name) => OWN_PARAMETERS.test(name))
  if (parameter !== undefined) return `parameters: ${parameter} is set by the sign-in itself`

  const settings = [
    ...ADDRESSES.flatMap((name) => placeholdersIn(oauth[name] ?? '')),
    ...oauth.scopes.flatMap((one) => (typeof one === 'string' ? [] : Object.keys(one.when))),
    oauth.clientId,
  ]
  const secrets = [oauth.accessToken, oauth.refreshToken, oauth.clientSecret].filter((path) => path !== undefined)
  for (const path of [...settings, ...secrets])
    if (kindOf(path, schemas) === null) return `${path} is no field of the entry`
  const open = secrets.find((path) => kindOf(path, schemas) !== 'secret')
  if (open !== undefined) return `${open} is no secret, so it would be stored in clear`
  const hidden = settings.find((path) => path !== oauth.clientId && kindOf(path, schemas) === 'secret')
  return hidden === undefined ? null : `${hidden} is a secret, which no address may hold`
}
