import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import SwaggerParser from '@apidevtools/swagger-parser'
import { Validator } from '@seriousme/openapi-schema-validator'
import { generateSource } from 'oazapfts'
import { expect, test } from 'vitest'
import { contract } from '../../../src/contract/index.ts'
import { toOpenApi } from '../../../src/main/hosts/http/openapi.ts'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { projectPath } from '../../helpers/paths.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, temporaryDirectory } from '../../helpers/test-app.ts'

const document = toOpenApi(contract, { title: 'Patchbay', version: '1.2.3', url: 'http://127.0.0.1:4711' })
const source = JSON.stringify(document)

test('the schemas of OpenAPI 3.1 accept the description', async () => {
  expect(await new Validator().validate(JSON.parse(source) as Record<string, unknown>)).toEqual({ valid: true })
  expect(
    await new Validator().validate({ ...(JSON.parse(source) as Record<string, unknown>), paths: [] }),
  ).toMatchObject({
    valid: false,
  })
})

test('Swagger Parser accepts it, too, with every reference', async () => {
  const parse = (text: string) =>
    SwaggerParser.validate(JSON.parse(text) as Parameters<typeof SwaggerParser.validate>[0] & object)
  expect(await parse(source)).toMatchObject({ openapi: '3.1.0' })
  await expect(parse(source.replace('#/components/schemas/Token"', '#/components/schemas/Nothing"'))).rejects.toThrow(
    'Nothing',
  )
})

test('a passphrase is described as one', () => {
  expect(document.components.schemas).toMatchObject({
    KeysOpenBody: { properties: { passphrase: { type: 'string', format: 'password' } } },
  })
})

/** A program as somebody writes it on a generated client; the compiler holds it to the types. */
const PROGRAM = `
import { connectorsInstall, connectorsList, defaults, targetsList, type ConnectorCard, type PublishTarget } from './client.ts'

defaults.baseUrl = process.argv[2] ?? ''
defaults.headers = { Authorization: 'Bearer ' + process.argv[3] }
const workspace = process.argv[4] ?? ''
const list = await connectorsList(workspace, { limit: 10 })
if (list.status !== 200) throw new Error('detail' in list.data ? list.data.detail : 'no list')
const cards: ConnectorCard[] = list.data
const status: 'inactive' | 'active' | 'error' | undefined = cards[0]?.status
const targets = await targetsList(workspace)
const first: PublishTarget | undefined = targets.status === 200 ? targets.data[0] : undefined
const refused = await connectorsInstall(workspace, { catalogKey: 'wordpress', name: 'Taken' })
const reason = refused.status === 403 ? refused.data.reason : undefined
// @ts-expect-error no card has this
cards[0]?.password
// @ts-expect-error a connector needs a name
void (() => connectorsInstall(workspace, { catalogKey: 'wordpress' }))
console.log(JSON.stringify([cards.map(({ name }) => name), status, first?.name ?? null, reason]))
`

async function run(command: string, args: string[], cwd: string) {
  const child = spawn(command, args, { cwd })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { out, err, code: code as number }
}

test('a client that is generated from it compiles, with the types of the contract, and works', async () => {
  using directory = temporaryDirectory()
  symlinkSync(projectPath('node_modules'), join(directory.path, 'node_modules'))
  const specification = join(directory.path, 'openapi.json')
  writeFileSync(specification, source)
  writeFileSync(join(directory.path, 'package.json'), '{"type":"module"}')
  writeFileSync(join(directory.path, 'client.ts'), await generateSource(specification))
  writeFileSync(join(directory.path, 'program.ts'), PROGRAM)
  const options = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, types: ['node'] },
    ...{ module: 'nodenext', target: 'es2024', lib: ['es2024', 'dom', 'dom.iterable'] },
  }
  const tsconfig = { compilerOptions: options, files: ['program.ts'] }
  writeFileSync(join(directory.path, 'tsconfig.json'), JSON.stringify(tsconfig))
  expect(await run(projectPath('node_modules/.bin/tsc'), ['-p', '.'], directory.path)).toEqual({
    out: '',
    err: '',
    code: 0,
  })

  const program = createTestApp()
  const host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3' })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress })
  await program.api.connectors.activate({ workspaceId, id })
  const { token } = await program.api.tokens.create({ name: 'Client' })
  const { out, code } = await run(process.execPath, ['program.ts', host.url, token, workspaceId], directory.path)
  expect([code, JSON.parse(out)]).toEqual([0, [[wordpress.name], 'active', wordpress.name, 'token_only_reads']])
  await host.close()
  await program.app.close()
})
