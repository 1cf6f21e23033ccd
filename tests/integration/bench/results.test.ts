import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BENCHES } from '../../bench/results/benches.ts'
import { barsOf, chart } from '../../bench/results/chart.ts'
import { plot } from '../../bench/results/plot.ts'
import { compare, toResults } from '../../bench/results/results.ts'
import { projectPath } from '../../helpers/paths.ts'

const list = { what: 'list | all', measured: '2 ms / 1 ms = 2.00x', target: '<= 2x', met: true }
const install = { what: 'install', measured: '50 / 100 = 50 %', target: '>= 45 %', met: true }
const memory = { what: 'memory', measured: '12 MB', target: '<= 40 MB', met: true }
const ran = (...figures: (typeof list)[]) => [{ bench: 'rows', figures, problem: null }]
const results = toResults(ran(list, install, memory), new Date('2026-03-01T09:00:00Z'))
const measured = (figure: typeof list, text: string) => ({ ...figure, measured: text })

test('results are a table with machine, versions and what was missed', () => {
  expect(results).toContain('2026-03-01')
  expect(results).toContain(`Node ${process.versions.node}`)
  expect(results).toContain('3 figures, 0 missed')
  expect(results).toContain('| install | 50 / 100 = 50 % | >= 45 % | met | rows |')
})

test('results name the benches that failed or could not run, and keep the figures of the others', () => {
  const written = toResults([
    ...ran(list),
    { bench: 'holds', figures: [memory], problem: 'ended with 1' },
    { bench: 'electron', figures: [], problem: null },
  ])
  expect(written).toContain('`holds` failed: ended with 1.')
  expect(written).toContain('`electron` could not run there.')
  expect(written).toContain('| memory | 12 MB | <= 40 MB | met | holds |')
  expect(written).toContain('2 figures, 0 missed')
})

test('a ratio that is 24 % worse passes and one that is 26 % worse fails, whichever way it counts', () => {
  const texts = (...figures: (typeof list)[]) => compare(results, ran(...figures)).worse.map(({ text }) => text)
  expect(texts(list, install, memory)).toEqual([])
  expect(texts(measured(list, '2.48 ms / 1 ms = 2.48x'), measured(install, '40.4 / 100 = 40.4 %'))).toEqual([])
  expect(texts(measured(list, '1 ms / 1 ms = 1.00x'), measured(install, '90 / 100 = 90 %'))).toEqual([])
  expect(texts(measured(memory, '400 MB'))).toEqual([])
  expect(texts(measured(list, '2.52 ms / 1 ms = 2.52x'), measured(install, '39.6 / 100 = 39.6 %'))).toEqual([
    'list | all: 2.52 ms / 1 ms = 2.52x, where it was 2',
    'install: 39.6 / 100 = 39.6 %, where it was 50',
  ])
})

test('a figure that a bench no longer measures is named, and so is one that is new', () => {
  expect(compare(results, ran(list, { ...memory, what: 'disk' }))).toMatchObject({
    missing: ['install', 'memory'],
    notes: ['not in the results: disk'],
  })
  expect(compare(results, [{ bench: 'rows', figures: [list], problem: 'ended with 1' }]).missing).toEqual([
    'install',
    'memory',
  ])
})

test('a bench that was not asked for, or cannot run here, lacks no figures', () => {
  expect(compare(results, [])).toEqual({ worse: [], missing: [], notes: [] })
  expect(compare(results, ran())).toEqual({ worse: [], missing: [], notes: ['not compared: rows cannot run here'] })
})

test('every figure of the results belongs to a bench that there is', () => {
  const rows = readFileSync(projectPath('tests/bench/RESULTS.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
  const benches = rows.slice(2).map((line) => line.split('|').at(-2)?.trim())
  expect(benches.length).toBeGreaterThan(50)
  expect(benches.filter((bench = '') => !Object.hasOwn(BENCHES, bench))).toEqual([])
})

test('the picture of the figures has a bar for each, of the length of its share of the target', () => {
  expect(barsOf(results).map(({ what, share }) => [what, Number(share.toFixed(2))])).toEqual([
    ['list | all', 1],
    ['install', 0.9],
    ['memory', 0.3],
  ])
  expect(barsOf('| hold | 8 ms at most, in 700 ms | <= 16 ms |')).toMatchObject([{ share: 0.5 }])
  expect(chart(results)).toContain('memory')
  expect(chart(results)).toContain(`Node ${process.versions.node}`)
})

test('a plot draws each curve by powers of ten, light and dark, and names it with its last value', () => {
  const picture = plot({
    ...{ title: 'Growth & more', x: 'connectors', y: 'milliseconds', caption: 'Node' },
    curves: [
      {
        name: 'flat',
        points: [
          [100, 1],
          [1000, 1],
          [10_000, 1],
        ],
      },
      {
        name: 'grows',
        points: [
          [100, 1],
          [1000, 10],
          [10_000, 100],
        ],
      },
    ],
  })
  const [flat = [], grows = []] = [...picture.matchAll(/class="curve c\d" points="([^"]+)"/g)].map(([, points = '']) =>
    points.split(' ').map((point) => point.split(',').map(Number)),
  )
  const steps = (values: number[]) => values.slice(1).map((value, at) => Math.round(value - (values[at] ?? 0)))
  const [across, down] = [steps(grows.map(([x = 0]) => x)), steps(grows.map(([, y = 0]) => y))]
  expect(across[0]).toBeGreaterThan(0)
  expect(across[1]).toBe(across[0])
  expect(down[0]).toBeLessThan(0)
  expect(down[1]).toBe(down[0])
  expect(steps(flat.map(([, y = 0]) => y))).toEqual([0, 0])
  expect(picture).toContain('>grows: 100<')
  expect(picture).toContain('Growth &amp; more')
  expect(picture).toContain('prefers-color-scheme:dark')
})
