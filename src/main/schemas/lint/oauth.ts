import { Oauth } from '../../../contract/oauth.ts'
import { placeholdersIn } from '../../../contract/connection-test.ts'
import { fileFault, type FileFault } from '../../../shared/files/file-faults.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { problem, type Problem } from '../../../shared/problems.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { addressFault, kindOf, shapeFault } from './connection-test.ts'

/** Parameters that a sign-in sets itself, or that would change what it is. */
const OWN_PARAMETERS =
  /^(?:response_type|response_mode|client_id|client_secret|redirect_uri|scope|state|nonce|code|code_challenge|code_challenge_method|code_verifier|grant_type|request|request_uri|iss)$/

/**
 * How people sign in to the connectors of an entry, as it is stored; null for none, and for what cannot be used, which is
 * reported. The rest of the entry does not depend on it.
 */
export function lintOauth(given: unknown, schemas: EntrySchemas, problems: Problem[]): JsonObject | null {
  if (given === undefined || given === null) return null
  const report = (detail: FileFault | undefined) => {
    problems.push(problem('bad_oauth', 'oauth', detail))
    return null
  }
  const parsed = Oauth.safeParse(given)
  if (!parsed.success) return report(shapeFault(parsed.error.issues, given))
  const fault = faultIn(parsed.data, schemas)
  // As it was given: what it leaves out is filled in when it is read.
  return fault === null ? (given as JsonObject) : report(fault)
}

const ADDRESSES = ['issuer', 'authorizationUrl', 'nativeAuthorizationUrl', 'tokenUrl', 'deviceUrl'] as const

/** What keeps a sign-in of the right shape from being used; null for nothing. */
function faultIn(oauth: Oauth, schemas: EntrySchemas): FileFault | null {
  const hasEndpoints = oauth.authorizationUrl !== undefined && oauth.tokenUrl !== undefined
  if (oauth.issuer === undefined && !hasEndpoints) return fileFault('no_endpoints', {})
  for (const name of ADDRESSES) {
    const address = oauth[name]
    const fault = address === undefined ? null : addressFault(name, address, oauth.http)
    if (fault) return fault
  }
  const parameter = Object.keys(oauth.parameters).find((name) => OWN_PARAMETERS.test(name))
  if (parameter !== undefined) return fileFault('own_parameter', { name: parameter }, { field: 'parameters' })

  const settings = [
    ...ADDRESSES.flatMap((name) => placeholdersIn(oauth[name] ?? '')),
    ...oauth.scopes.flatMap((one) => (typeof one === 'string' ? [] : Object.keys(one.when))),
    oauth.clientId,
  ]
  const secrets = [oauth.accessToken, oauth.refreshToken, oauth.clientSecret].filter((path) => path !== undefined)
  for (const path of [...settings, ...secrets])
    if (kindOf(path, schemas) === null) return fileFault('no_field', { path })
  const open = secrets.find((path) => kindOf(path, schemas) !== 'secret')
  if (open !== undefined) return fileFault('no_secret', { path: open })
  const hidden = settings.find((path) => path !== oauth.clientId && kindOf(path, schemas) === 'secret')
  return hidden === undefined ? null : fileFault('secret_in_address', { path: hidden })
}
