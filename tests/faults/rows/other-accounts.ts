import { contract } from '../../../src/contract/index.ts'
import { restProcedures } from '../../../src/main/hosts/http/rest.ts'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { asSecondAccount, noSecondAccount } from '../../helpers/second-account.ts'
import { createTestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'
import { createTally, type Row } from '../row.ts'

/** A call of everything that REST has, by a caller who has only a part of a session, or the whole one of another account. */
export const otherAccounts: Row = {
  fault: 'half of a session or another account at each REST call',
  atLeast: 200,
  run: async (scale) => {
    const tally = createTally()
    const { app } = createTestApp()
    const host = await startHttpHost({ app, rendererDir: null, port: 0, version: '0' })
    const { headers, origin } = await signIn(host.oneTimeUrl())
    const others = (await signIn(host.oneTimeUrl())).headers
    const { cookie = '', 'x-patchbay-session': session = '' } = headers
    const partial: Record<string, Record<string, string>> = {
      'no session': {},
      'the cookie alone': { cookie },
      'the header alone': { 'x-patchbay-session': session },
      'halves of two sessions': { cookie, 'x-patchbay-session': others['x-patchbay-session'] ?? '' },
    }
    const calls = restProcedures(contract).map(({ method, path }) => ({
      method,
      path: `/api${path.replaceAll(/\{\w+\}/g, 'x')}`,
    }))
    for (const { method, path } of scale === 'full' ? calls : calls.slice(0, 3))
      for (const [name, own] of Object.entries(partial)) {
        const { status } = await fetch(origin + path, { method, headers: { ...own, origin } })
        tally.did()
        tally.expect(status === 401, `${method} ${path} with ${name}: ${status}`)
      }
    if (noSecondAccount) console.log(`Attempts under a second account are left out: ${noSecondAccount}`)
    else {
      const { hostname, port } = new URL(origin)
      const lines = Object.entries({ ...headers, Host: `${hostname}:${port}`, Connection: 'close' })
      const head = lines.map(([name, value]) => `${name}: ${value}`).join('\\r\\n')
      for (const { method, path } of scale === 'full' ? calls : calls.slice(0, 2)) {
        const request = `${method} ${path} HTTP/1.1\\r\\n${head}\\r\\n\\r\\n`
        const answer = await asSecondAccount(`exec 3<>/dev/tcp/${hostname}/${port}; printf '${request}' >&3; cat <&3`)
        tally.did()
        tally.expect(answer.startsWith('HTTP/1.1 403'), `${method} ${path} as another account: ${answer.slice(0, 40)}`)
      }
    }
    await host.close()
    await app.close()
    return tally.outcome
  },
}
