import { expect, test } from 'vitest'
import { barsOf, chart } from '../../bench/results/chart.ts'
import { plot } from '../../bench/results/plot.ts'
import { toResults, worseThan } from '../../bench/results/results.ts'

const list = { what: 'list | all', measured: '2 ms / 1 ms = 2.00x', target: '<= 2x', met: true }
const install = { what: 'install', measured: '50 / 100 = 50 %', target: '>= 45 %', met: true }
const memory = { what: 'memory', measured: '12 MB', target: '<= 40 MB', met: true }
const results = toResults([list, install, memory], new Date('2026-03-01T09:00:00Z'))

test('results are a table with machine, versions and what was missed', () => {
  expect(results).toContain('2026-03-01')
  expect(results).toContain(`Node ${process.versions.node}`)
  expect(results).toContain('3 figures, 0 missed')
  expect(results).toContain('| install | 50 / 100 = 50 % | >= 45 % | met |')
})

test('only ratios that are more than 25 % worse are named', () => {
  const measured = (figure: typeof list, text: string) => ({ ...figure, measured: text })
  expect(worseThan(results, [list, install, memory])).toEqual([])
  expect(worseThan(results, [measured(list, '5 ms / 2 ms = 2.50x'), measured(install, '41 / 100 = 41 %')])).toEqual([])
  expect(worseThan(results, [measured(list, '1 ms / 1 ms = 1.00x'), measured(install, '90 / 100 = 90 %')])).toEqual([])
  expect(worseThan(results, [measured(memory, '400 MB')])).toEqual([])
  expect(worseThan(results, [measured(list, '26 ms / 10 ms = 2.60x'), measured(install, '39 / 100 = 39 %')])).toEqual([
    'list | all: 26 ms / 10 ms = 2.60x, where it was 2',
    'install: 39 / 100 = 39 %, where it was 50',
  ])
})

test('the picture of the figures has a bar for each, of the length of its share of the target', () => {
  expect(barsOf(results).map(({ what, share }) => [what, Number(share.toFixed(2))])).toEqual([
    ['list | all', 1],
    ['install', 0.9],
    ['memory', 0.3],
  ])
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
