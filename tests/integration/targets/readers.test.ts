import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { projectPath } from '../../helpers/paths.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, temporaryDirectory } from '../../helpers/test-app.ts'

const page = readFileSync(projectPath('docs/publish-targets.md'), 'utf8')
const codeOf = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? ''

test('the readers of the documents read a file, and its schema describes it', async () => {
  using directory = temporaryDirectory()
  const out = join(directory.path, 'targets.json')
  const { app, api } = createTestApp({ host: { openExport: () => openAtomicFile(out) } })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  for (const name of ['Blog', 'Café "2"']) {
    const { id } = await api.connectors.install({ workspaceId, ...wordpress, name })
    await api.connectors.activate({ workspaceId, id })
  }
  const list = await api.targets.list({ workspaceId })
  const lines = list.map(({ id, name }) => `${id} wordpress ${name}\n`).join('')
  const schema = JSON.parse(readFileSync(projectPath('docs/examples/publish-targets.schema.json'), 'utf8')) as object
  const ajv = new Ajv2020()
  addFormats.default(ajv)
  const isValid = ajv.compile(schema)
  const read = (program: string, extension: string, language: string) => {
    const script = join(directory.path, `read.${extension}`)
    const code = codeOf(language)
    expect(code.trim().split('\n').filter(Boolean).length).toBeLessThanOrEqual(10)
    writeFileSync(script, code)
    return execFileSync(program, [script, out], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    })
  }

  await api.targets.export({ workspaceId, envelope: true })
  expect(read(process.execPath, 'mjs', 'js')).toBe(lines)
  expect(isValid(JSON.parse(readFileSync(out, 'utf8')))).toBe(true)

  await api.targets.export({ workspaceId })
  expect(isValid(JSON.parse(readFileSync(out, 'utf8')))).toBe(true)
  expect(isValid([{ id: '1', name: 'a', catalog_key: 'x', capabilities: { publish: true }, config: {} }])).toBe(false)
  expect(read('python3', 'py', 'python')).toBe(lines)
  await app.close()
})
