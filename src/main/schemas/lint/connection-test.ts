import { addressesOf, ConnectionTest, credentialFields, placeholdersIn } from '../../../contract/connection-test.ts'
import { fileFault, type FileFault } from '../../../shared/files/file-faults.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { parsePath } from '../../../shared/path.ts'
import { problem, type Problem } from '../../../shared/problems.ts'
import { inputErrors } from '../../../contract/input-errors.ts'
import { type EntrySchemas, isSecret } from '../../../shared/secret-places.ts'
import { ofProperty, propertyNames, spread } from '../../../shared/views.ts'

/** Headers that the request itself decides, or that `auth` places. */
const OWN_HEADERS =
  /^(?:host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect|cookie|authorization|proxy-.*)$/i

/**
 * The connection test of an entry as it is stored; null for none, and for one that cannot be used, which is reported.
 * The rest of the entry does not depend on it.
 */
export function readConnectionTest(given: unknown, schemas: EntrySchemas, problems: Problem[]): JsonObject | null {
  if (given === undefined || given === null) return null
  const report = (detail: FileFault | undefined) => {
    problems.push(problem('bad_connection_test', 'connectionTest', detail))
    return null
  }
  const parsed = ConnectionTest.safeParse(given)
  if (!parsed.success) return report(shapeFault(parsed.error.issues, given))
  const fault = faultIn(parsed.data, schemas)
  // As it was given: what it leaves out is filled in when it is read.
  return fault === null ? (given as JsonObject) : report(fault)
}

/** The first fault of something that has another shape than an entry has there. */
export function shapeFault(issues: Parameters<typeof inputErrors>[0], given: unknown): FileFault | undefined {
  const [first] = Object.entries(inputErrors(issues, given))
  const [field, [error] = []] = first ?? []
  return error && { place: '', field: field ?? '', ...error }
}

/** What keeps the address in a field from being asked; null for nothing. */
export function addressFault(field: string, address: string, http: ConnectionTest['http']): FileFault | null {
  const start = /^(https?):\/\/|^\{config\.[^{}]+\}/.exec(address)
  if (!start) return fileFault('address_start', { address }, { field })
  if (start[1] === 'http' && http === 'never') return fileFault('address_http', { address }, { field })
  return address.includes('#') ? fileFault('address_fragment', { address }, { field }) : null
}

/** What keeps a test of the right shape from being used; null for nothing. */
function faultIn(test: ConnectionTest, schemas: EntrySchemas): FileFault | null {
  const addresses = addressesOf(test)
  for (const { url } of addresses) {
    const fault = addressFault('url', url, test.http)
    if (fault) return fault
  }
  const header = Object.keys(test.headers).find((name) => OWN_HEADERS.test(name))
  if (header !== undefined) return fileFault('own_header', { name: header }, { field: 'headers' })

  const answers = test.answers.flatMap(({ also }) => (also ? [also.path] : []))
  const templates = [
    ...addresses.map(({ url }) => url),
    ...[test.path, ...Object.values(test.query), ...Object.values(test.headers), ...answers],
  ]
  // They stand where servers and proxies keep what was asked for.
  const readable = [
    ...templates.flatMap(placeholdersIn),
    ...addresses.flatMap(({ unless }) => Object.keys(unless)),
    ...(test.account?.expected === undefined ? [] : [test.account.expected]),
  ]
  for (const path of readable) {
    const kind = kindOf(path, schemas)
    if (kind === null) return fileFault('no_field', { path })
    if (kind === 'secret') return fileFault('secret_outside_auth', { path })
  }
  const fields = [
    ...credentialFields(test),
    ...test.answers.flatMap(({ field }) => (field === undefined ? [] : [field])),
  ]
  const unknown = fields.find((path) => kindOf(path, schemas) === null)
  return unknown === undefined ? null : fileFault('no_field', { path: unknown })
}

/** Whether a path leads to a secret or another field of an entry; null where it leads to none. */
export function kindOf(path: string, { configSchema, authSchema }: EntrySchemas): 'secret' | 'setting' | null {
  const [side, ...names] = parsePath(path)
  if ((side !== 'config' && side !== 'auth') || names.length === 0) return null
  const root = side === 'config' ? configSchema : authSchema
  let schemas = [root]
  for (const name of names) {
    const views = spread(root, schemas)
    if (!propertyNames(views).includes(name)) return null
    schemas = ofProperty(views, name)
  }
  return isSecret(root, schemas, side) ? 'secret' : 'setting'
}
