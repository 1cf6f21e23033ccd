import { begin } from '../../../helpers/services/press.ts'
import { comeBack, startTokenService } from '../../../helpers/services/token-service.ts'
import { createTally, type Row } from '../../row.ts'

const ACCESS = 'auth.access_token'
const REFRESH = 'auth.refresh_token'

/** Answers of a token endpoint by what may change of the stored tokens. */
const ANSWERS: { status: number; body: unknown; changes: string[] }[] = [
  ...['', null, undefined].map((refresh) => ({
    status: 200,
    body: { access_token: 'canaryOfAnAccessToken', token_type: 'bearer', refresh_token: refresh },
    changes: [ACCESS],
  })),
  ...['', null, undefined, 7, {}, []].map((access) => ({
    status: 200,
    body: { access_token: access, token_type: 'bearer', refresh_token: 'canaryOfARefreshToken' },
    changes: [],
  })),
  ...[7, true, {}, []].map((refresh) => ({
    status: 200,
    body: { access_token: 'canaryOfAnAccessToken', token_type: 'bearer', refresh_token: refresh },
    changes: [],
  })),
  ...['', 'null', '[]', '"token"', '<html>', '{"access_token":'].map((body) => ({ status: 200, body, changes: [] })),
  ...[204, 302, 400, 401, 403, 429, 500, 503].map((status) => ({ status, body: {}, changes: [] })),
  { status: 400, body: { error: 'server_error' }, changes: [] },
  { status: 200, body: { error: 'invalid_grant' }, changes: [] },
]

/** Whatever a service answers to a renewal, an empty token takes the place of none that is stored. */
export const emptyTokens: Row = {
  fault: 'a renewal answered with an empty, half or damaged token',
  atLeast: 25,
  run: async () => {
    const tally = createTally()
    await using service = await startTokenService()
    const { origin } = service
    const oauth = { authorizationUrl: `${origin}/auth`, tokenUrl: `${origin}/token` }
    const { shown, ended, api, app, clock, settings, store, workspaceId } = await begin({ issuer: origin }, { oauth })
    await comeBack(shown.address)
    await ended()
    const input = { workspaceId, catalogKey: 'press', name: 'Press', ...settings, signIn: shown.id }
    const { id } = await api.connectors.install(input)
    const read = store.sqlite.prepare<[], { auth: string; sign_in: string }>('SELECT auth, sign_in FROM connectors')
    const write = store.sqlite.prepare('UPDATE connectors SET auth = @auth, sign_in = @sign_in')
    const before = read.get()
    if (!before) throw new Error('Nothing is installed')
    const tokensIn = ({ auth }: { auth: string }) => JSON.parse(auth) as Record<string, { value: string }>
    clock.set('2026-03-01T11:00:00.000Z')
    for (const { status, body, changes } of ANSWERS) {
      const what = `${status} ${typeof body === 'string' ? body : JSON.stringify(body)}`
      write.run(before)
      service.answerWith({ status, body: typeof body === 'string' ? body : JSON.stringify(body) })
      const result = await api.connectionTests.test({ workspaceId, id })
      const after = tokensIn(read.get() ?? before)
      const changed = [ACCESS, REFRESH].filter((path) => after[path]?.value !== tokensIn(before)[path]?.value)
      tally.expect(JSON.stringify(changed) === JSON.stringify(changes), `${what}: ${changed.join()} changed`)
      tally.expect(!result.ok, `${what}: the test is fine`)
      tally.did()
    }
    // The tokens that stayed still work.
    write.run(before)
    service.answerWith(null)
    const mended = await api.connectionTests.test({ workspaceId, id })
    tally.expect(mended.ok, `the tokens that stayed: ${mended.reason}`)
    await app.close()
    return tally.outcome
  },
}
