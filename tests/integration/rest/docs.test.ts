import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { projectPath } from '../../helpers/paths.ts'
import { createTestApp, temporaryDirectory } from '../../helpers/test-app.ts'

const hasTools = spawnSync('bash', ['-c', 'curl --version']).status === 0
if (!hasTools) console.log('skipped: no bash or no curl that could run the lines of docs/rest.md')

test.skipIf(!hasTools)('the lines of docs/rest.md do what it says', async () => {
  using directory = temporaryDirectory()
  const program = createTestApp()
  const host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3' })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  for (const [file, scope] of [
    ['broadcaster', 'read'],
    ['writer', 'write'],
  ] as const) {
    const { token } = await program.api.tokens.create({ name: file, scope })
    writeFileSync(join(directory.path, `${file}.token`), `${token}\n`)
  }

  const page = readFileSync(projectPath('docs/rest.md'), 'utf8')
  const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, lines = '']) => lines)
  const lines = blocks
    // A session takes a token that somebody reads in an address.
    .filter((block) => block.includes('curl') && !block.includes('$base/session'))
    .join('\n')
    .replaceAll('http://127.0.0.1:4711', host.url)
    .replace('<the id of a workspace>', workspaceId)
    // Somebody reads the id in the answer; the status of each answer follows it here.
    .replace(
      '<the id of the connector>',
      `$(curl -s -H "$auth" -H "$in" $base/api/installed | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')`,
    )
    .replaceAll(/curl (?!-s)/g, `curl -s -w ' %{http_code}\\n' `)
  const child = spawn('bash', ['-c', lines], { cwd: directory.path })
  // The clock stands still otherwise, and with it the time of the last change.
  const ticking = setInterval(() => program.clock.set(new Date(program.clock().getTime() + 1000).toISOString()), 5)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  clearInterval(ticking)
  expect(err).toBe('')
  const statuses = out.match(/(?<!\d)\d{3}$/gm)
  expect(statuses).toEqual(['200', '200', '200', '200', '200', '304', '200', '412', '200', '200', '422'])
  expect(out).toContain('event: ready')
  expect(out).toContain('"name":"Stories"')
  await host.close()
  await program.app.close()
})
