import * as fc from 'fast-check'
import { ERROR_CODES, type Reply } from '../../../src/contract/errors.ts'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, resources, type TestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'
import { hostileInput, PROCEDURES } from '../inputs.ts'
import { createTally, type Row, type Tally } from '../row.ts'

const SEED = 20260301

/** A passphrase costs half a second of key derivation, so only some of the inputs may have one. */
const PASSPHRASES = 5

/** Null where the answer is a file. */
type Send = (procedure: string, input: unknown) => Promise<Reply | null>

export const fuzz: Row = {
  fault: 'fuzzed calls from the contract, direct and over http',
  atLeast: 20_000,
  run: async (scale) => {
    const tally = createTally()
    const unhandled = (error: unknown) => void tally.expect(false, `unhandled: ${String(error)}`)
    process.on('unhandledRejection', unhandled).on('uncaughtException', unhandled)
    const perProcedure = Math.ceil((scale === 'full' ? 10_500 : 150) / Object.keys(PROCEDURES).length)
    try {
      await overDirect(perProcedure, tally)
      await overHttp(perProcedure, tally)
    } finally {
      process.off('unhandledRejection', unhandled).off('uncaughtException', unhandled)
    }
    tally.expect(({} as { admin?: unknown }).admin === undefined, 'a prototype was changed')
    return tally.outcome
  },
}

async function overDirect(runs: number, tally: Tally) {
  const program = createTestApp()
  await fire(program, (name, input) => program.app.dispatch(name, input), runs, tally)
  await program.app.close()
}

async function overHttp(runs: number, tally: Tally) {
  const program = createTestApp()
  const host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: resources.version })
  const { origin, headers } = await signIn(host.oneTimeUrl())
  const send: Send = async (name, input) => {
    const response = await fetch(`${origin}/call/${name}`, { method: 'POST', headers, body: toBody(input) })
    if (response.headers.has('content-disposition')) {
      await response.arrayBuffer()
      return null
    }
    const body = (await response.json()) as Reply | { error: Extract<Reply, { ok: false }>['error'] }
    return 'ok' in body ? body : { ok: false, error: body.error }
  }
  await fire(program, send, runs, tally)
  await host.close()
  await program.app.close()
}

/** What JSON can hold, and otherwise a text that is none. */
function toBody(input: unknown): string {
  try {
    return JSON.stringify(input) ?? ''
  } catch {
    return String(input)
  }
}

/** Calls every procedure many times; the program must answer each call and be as good as before. */
async function fire({ api, reported }: TestApp, send: Send, runs: number, tally: Tally) {
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  for (const [name, { output }] of Object.entries(PROCEDURES)) {
    const inputs = fc.sample(hostileInput(name, { workspaceId, id, catalogKey: 'wordpress' }), {
      seed: SEED,
      numRuns: runs,
    })
    let passphrases = 0
    for (const input of inputs) {
      if (hasPassphrase(input) && ++passphrases > PASSPHRASES) input.passphrase = passphrases
      const reply = await send(name, input)
      tally.did()
      if (reply === null) continue
      if (reply.ok)
        tally.expect(output.safeParse(reply.value).success, `${name} answers what its contract does not say`)
      else {
        const { code, message } = reply.error
        tally.expect(code in ERROR_CODES && code !== 'internal', `${name}: ${code}: ${message}`)
      }
    }
  }
  for (const error of reported.splice(0)) tally.expect(false, String(error instanceof Error ? error.stack : error))
  tally.expect((await api.connectors.list({ workspaceId })) instanceof Array, 'the program does not work any more')
}

const hasPassphrase = (input: unknown): input is { passphrase: unknown } =>
  typeof input === 'object' && input !== null && 'passphrase' in input && typeof input.passphrase === 'string'
