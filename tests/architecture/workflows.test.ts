import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { validUntil } from '../../src/main/hosts/electron/updates/update-signature.ts'
import { projectPath } from '../helpers/paths.ts'

interface Step {
  run?: string
  uses?: string
  env?: Record<string, string>
}

interface Job {
  environment?: string
  'timeout-minutes'?: number
  permissions?: Record<string, string>
  env?: Record<string, string>
  steps: Step[]
}

interface Workflow {
  jobs: Record<string, Job>
}

const workflows = globSync('.github/workflows/*.yml', { cwd: projectPath('') })
const textOf = (path: string) => readFileSync(projectPath(path), 'utf8')
const jobs = workflows.flatMap((path) =>
  Object.entries((parse(textOf(path)) as Workflow).jobs).map(([name, job]) => ({ name: `${path} ${name}`, job })),
)

test('workflows run actions of one exact content, and may only read unless a job says otherwise', () => {
  expect(workflows.length).toBe(3)
  for (const path of workflows) {
    const text = textOf(path)
    const actions = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action)
    expect(actions.length).toBeGreaterThan(0)
    for (const action of actions) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    expect(text).toContain('\npermissions:\n  contents: read\n')
    const checkouts = text.match(/uses: actions\/checkout@/g)?.length ?? 0
    expect(text.match(/persist-credentials: false/g)?.length ?? 0).toBe(checkouts)
  }
})

/** What may run beside the key that installed programs trust: actions of the platform's makers, and these commands. */
const BESIDE_THE_KEY =
  /^(node scripts\/package-sign\.ts( --renew published)?|gh release (download|upload|view) .*|newest=.*)$/

const PLAIN_ACTIONS = /^actions\/(checkout|setup-node|download-artifact|upload-artifact)@/

test('the key for updates is in jobs that run one script of this project, and no code of a package', () => {
  const holders = jobs.filter(({ job }) => JSON.stringify(job).includes('secrets.PATCHBAY_SIGNING_KEY'))
  expect(holders.map(({ name }) => name)).toEqual(
    ['.github/workflows/release.yml sign', '.github/workflows/renew.yml renew'].toSorted(),
  )
  for (const { name, job } of holders) {
    expect([name, job.environment]).toEqual([name, 'signing'])
    expect(JSON.stringify(job.env ?? {})).not.toContain('SIGNING_KEY')
    const { steps } = job
    const actions = steps.flatMap(({ uses = [] }) => uses)
    expect(actions.filter((action) => !PLAIN_ACTIONS.test(action))).toEqual([])
    const lines = steps.flatMap(({ run = '' }) => run.split('\n').filter(Boolean))
    expect(lines.filter((line) => !BESIDE_THE_KEY.test(line.trim()))).toEqual([])
    const withKey = steps.filter(({ env = {} }) => JSON.stringify(env).includes('SIGNING_KEY'))
    expect(withKey.map(({ run }) => run)).toEqual([expect.stringMatching(/^node scripts\/package-sign\.ts/)])
  }
})

/** The files of a program of ours, from one of them on; what is not a file of ours is answered as it is imported. */
function importsFrom(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return []
  seen.add(path)
  const names = [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\(? ?'([^']+)'/g)].map(([, name = '']) => name)
  return names.flatMap((name) => (name.startsWith('.') ? importsFrom(join(dirname(path), name), seen) : [name]))
}

test('the script that signs needs nothing but Node', () => {
  const imports = importsFrom(projectPath('scripts/package-sign.ts'))
  expect(imports.length).toBeGreaterThan(2)
  expect(imports.filter((name) => !name.startsWith('node:'))).toEqual([])
  // The walk itself finds packages where there are some.
  expect(importsFrom(projectPath('scripts/package-statements.ts'))).toContain(
    'electron-updater/out/providers/Provider.js',
  )
})

test('every file of a release says from which commit and workflow it comes, before anybody can download it', () => {
  const publish = jobs.find(({ name }) => name.endsWith('release.yml publish'))?.job
  expect(publish?.permissions).toEqual({ contents: 'write', 'id-token': 'write', attestations: 'write' })
  const [, attest, release] = publish?.steps ?? []
  expect(attest?.uses).toMatch(/^actions\/attest-build-provenance@/)
  expect(attest).toMatchObject({ with: { 'subject-path': 'dist/*' } })
  expect(release?.run).toMatch(/^gh release create .* dist\/\*$/)
})

test('no job that runs code of packages may write', () => {
  const running = jobs.filter(({ job }) => job.steps.some(({ run = '' }) => /\bnp[mx]\b/.test(run)))
  expect(running.length).toBeGreaterThan(1)
  expect(running.filter(({ job }) => job.permissions !== undefined).map(({ name }) => name)).toEqual([])
})

test('workflows call scripts, files and settings that are there', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const commands = jobs.flatMap(({ job }) => job.steps.flatMap(({ run = '' }) => run))
  const named = (pattern: RegExp) => commands.flatMap((run) => [...run.matchAll(pattern)].map(([, name = '']) => name))
  const ours = [...named(/\bnpm run (\S+)/g), ...named(/\bnpm (test)\b/g)]
  expect(ours.length).toBeGreaterThan(3)
  expect(ours.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  const files = named(/\b((?:scripts|tests|bin)\/[\w./-]+\.[jt]s)\b/g)
  expect(files.length).toBeGreaterThan(3)
  expect(files.filter((path) => !existsSync(projectPath(path)))).toEqual([])
  for (const name of files.filter((path) => path.endsWith('package-sign.ts')))
    expect(textOf(name)).toContain('PATCHBAY_SIGNING_KEY')
})

test('what is signed is signed again well before it counts no more', () => {
  const { on } = parse(textOf('.github/workflows/renew.yml')) as { on: { schedule: { cron: string }[] } }
  // Once a month, so one that fails leaves time for the next.
  expect(on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \d+ \* \*$/) as string }])
  const start = new Date('2026-01-01T00:00:00.000Z')
  expect(Date.parse(validUntil(start))).toBeGreaterThan(Date.parse('2026-03-04T00:00:00.000Z'))
})

test('every job ends in time where something hangs', () => {
  for (const { name, job } of jobs) expect([name, job['timeout-minutes']]).toEqual([name, expect.any(Number)])
})
