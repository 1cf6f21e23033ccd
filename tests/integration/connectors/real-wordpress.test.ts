import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppApi } from '../../../src/contract/index.ts'
import { createIssuer } from '../../helpers/services/certificates.ts'
import { ACCOUNT_PASSWORD, missing, type Setting, startWordPress, USER } from '../../helpers/services/real-wordpress.ts'
import { localNetwork } from '../../helpers/services/local-network.ts'
import { createTestApp } from '../../helpers/test-app.ts'

const why = missing()
if (why !== null) console.log(`skipped: no WordPress, as ${why}`)

const WRONG = 'abcd EFGH 1234 ijkl MNOP 6789'
const REST_OFF = (code: string, status: number) =>
  `add_filter('rest_authentication_errors', fn () => new WP_Error('${code}', 'No REST API', ['status' => ${status}]));`
/** What the handbook of the REST API gives to let in nobody who is not signed in. */
const SIGNED_IN_ONLY = `add_filter('rest_authentication_errors', function ($result) {
  if ($result === true || is_wp_error($result) || is_user_logged_in()) return $result;
  return new WP_Error('rest_not_logged_in', 'You are not currently logged in.', ['status' => 401]);
});`

describe.skipIf(why !== null)('a real WordPress', () => {
  let issuer: ReturnType<typeof createIssuer>
  let site: Awaited<ReturnType<typeof startWordPress>>
  let api: AppApi
  let workspaceId: string
  let isTrusted = true
  beforeAll(async () => {
    issuer = createIssuer()
    site = await startWordPress(issuer.issue('blog.test'))
    ;({ api } = createTestApp({ network: localNetwork({ extraCa: () => (isTrusted ? issuer.ca : null) }) }))
    workspaceId = (await api.workspaces.create({ name: 'Acme' })).id
  })
  afterAll(async () => {
    await site[Symbol.asyncDispose]()
    issuer[Symbol.dispose]()
  })

  interface Attempt extends Setting {
    user?: string
    password?: string
    url?: string
    /** Whether the issuer of its certificate is unknown here. */
    isStrange?: boolean
  }

  const tryOut = ({ user = USER, password, url, isStrange = false, ...setting }: Attempt) => {
    site.set(setting)
    isTrusted = !isStrange
    const application_password = password ?? site.applicationPassword
    return api.connectionTests.tryOut({
      ...{ workspaceId, catalogKey: 'wordpress', auth: { application_password } },
      config: { username: user, site_url: url ?? `https://blog.test:${site.securePort}` },
    })
  }

  test.for<[string, Attempt]>([
    ['https', {}],
    ['plain links', { hasPrettyLinks: false }],
    ['a REST API for those who are signed in', { addOn: SIGNED_IN_ONLY }],
    ['a user who is named by mail address', { user: 'admin@example.com' }],
  ])('%s: an application password works', async ([, attempt]) => {
    expect(await tryOut(attempt)).toMatchObject({ ok: true, account: { id: '1', name: USER } })
  })

  test('http: an application password works where WordPress allows it on this computer', async () => {
    const addOn = `add_filter('wp_is_application_passwords_available', '__return_true');`
    expect(await tryOut({ url: site.plainUrl, addOn })).toMatchObject({ ok: true, account: { name: USER } })
  })

  const NOT_ACCEPTED = {
    ...{ reason: 'unauthorized', field: 'auth.application_password' },
    message: expect.stringContaining('An application password is needed') as string,
  }
  const REST_IS_OFF = {
    ...{ reason: 'not_found', field: 'config.site_url' },
    message: expect.stringContaining('REST API') as string,
  }
  const PASSWORDS_ARE_OFF = {
    ...{ reason: 'forbidden', field: 'config.site_url' },
    message: expect.stringContaining('Application passwords are switched off') as string,
  }

  test.for<[string, Attempt, object]>([
    ['a wrong application password', { password: WRONG }, NOT_ACCEPTED],
    ['the password of the account', { password: ACCOUNT_PASSWORD }, NOT_ACCEPTED],
    ['a wrong user', { user: 'nobody' }, NOT_ACCEPTED],
    ['a wrong password with plain links', { password: WRONG, hasPrettyLinks: false }, NOT_ACCEPTED],
    [
      'a wrong password where the REST API is for those who are signed in',
      { password: WRONG, addOn: SIGNED_IN_ONLY },
      NOT_ACCEPTED,
    ],
    [
      'application passwords that are off',
      { addOn: `add_filter('wp_is_application_passwords_available', '__return_false');` },
      PASSWORDS_ARE_OFF,
    ],
    ['a REST API that is off with 401', { addOn: REST_OFF('rest_disabled', 401) }, REST_IS_OFF],
    ['a REST API that is off with 403', { addOn: REST_OFF('rest_disabled', 403) }, REST_IS_OFF],
    [
      'a REST API that is taken out',
      { addOn: `remove_action('parse_request', 'rest_api_loaded'); remove_action('init', 'rest_api_init');` },
      { reason: 'web_page', field: 'config.site_url' },
    ],
    [
      'a REST API without users',
      {
        addOn: `add_filter('rest_endpoints', fn ($all) =>
          array_filter($all, fn ($route) => !str_starts_with($route, '/wp/v2/users'), ARRAY_FILTER_USE_KEY));`,
      },
      REST_IS_OFF,
    ],
    ['maintenance', { addOn: 'status_header(503); exit;' }, { reason: 'server_error', isLasting: false }],
    ['an unknown issuer', { isStrange: true }, { reason: 'tls_unknown_issuer', field: 'config.site_url' }],
  ])('%s has its cause', async ([, attempt, expected]) => {
    expect(await tryOut(attempt)).toMatchObject({ ok: false, ...expected })
  })

  test('http has its cause, as WordPress keeps application passwords off without https', async () => {
    expect(await tryOut({ url: site.plainUrl })).toMatchObject({ ok: false, ...PASSWORDS_ARE_OFF })
  })
})
