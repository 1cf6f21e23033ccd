import { type AppApi, type AppContract, createClient, type Reply } from '../../src/contract/index.ts'
import { SESSION_HEADER, type SignedIn } from '../../src/contract/http.ts'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { createTestApp, resources, type TestApp } from './test-app.ts'

export interface Transport extends TestApp {
  name: string
  close(): Promise<void>
}

/** A signed-in client of a loopback host. */
export async function signIn(oneTimeUrl: string): Promise<{ headers: Record<string, string>; origin: string }> {
  const { origin, hash } = new URL(oneTimeUrl)
  const token = hash.replace('#token=', '')
  const reply = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify({ token }),
  })
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { session = '' } = (await reply.json()) as Partial<SignedIn>
  return { origin, headers: { cookie, origin, [SESSION_HEADER.toLowerCase()]: session } }
}

/** The ways in which calls reach the program: directly, cloned as Electron does, and over http. */
export const transports: Record<string, () => Promise<Transport>> = {
  'direct call': async () => {
    const test = createTestApp()
    return { ...test, name: 'direct call', close: () => test.app.close() }
  },

  'structured clone': async () => {
    const test = createTestApp()
    const api: AppApi = createClient<AppContract>(async (name, input) =>
      structuredClone(await test.app.dispatch(name, structuredClone(input))),
    )
    return { ...test, api, name: 'structured clone', close: () => test.app.close() }
  },

  http: async () => {
    const test = createTestApp()
    const host = await startHttpHost({ app: test.app, rendererDir: null, port: 0, version: resources.version })
    const { headers, origin } = await signIn(host.oneTimeUrl())
    const api: AppApi = createClient<AppContract>(async (name, input) => {
      const reply = await fetch(`${origin}/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
      return (await reply.json()) as Reply
    })
    const close = async () => {
      await host.close()
      await test.app.close()
    }
    return { ...test, api, name: 'http', close }
  },
}
