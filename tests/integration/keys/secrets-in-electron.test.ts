import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { electronBinary } from '../../e2e/electron/program/binary.ts'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

const binary = electronBinary()
if (binary === null) console.log('skipped: no Electron whose Node could run the tests of the secrets')

interface Report {
  numTotalTests: number
  numPassedTests: number
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[]
}

test.runIf(binary !== null)(
  'every unit test of the secrets passes in the Node that is inside Electron',
  { timeout: 300_000 },
  async () => {
    using directory = temporaryDirectory()
    const report = join(directory.path, 'report.json')
    // A runtime that is older than the program brings what it lacks.
    const compat = join(dirname(binary ?? ''), 'resources', 'app', 'compat.cjs')
    const command = ['run', 'tests/unit/main/secrets', '--reporter=json', `--outputFile=${report}`]
    const child = spawn(binary ?? '', [projectPath('node_modules/vitest/vitest.mjs'), ...command], {
      cwd: projectPath(''),
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        // Also for the processes that the tests start.
        ...(existsSync(compat) && { NODE_OPTIONS: `--require=${compat}` }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [stderr] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect([existsSync(report), stderr]).toEqual([true, expect.anything()])
    const { numTotalTests, numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
    const others = testResults.flatMap(({ name, message, assertionResults }) => [
      ...(message === '' ? [] : [`${name}: ${message}`]),
      ...assertionResults.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName),
    ])
    expect(others).toEqual([])
    expect(numPassedTests).toBe(numTotalTests)
    expect(testResults.map(({ name }) => name)).toContain(projectPath('tests/unit/main/secrets/passphrase/age.test.ts'))
  },
)
