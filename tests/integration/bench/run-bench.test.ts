import { expect, test } from 'vitest'
import { runBench } from '../../bench/results/run-bench.ts'

const MODULE = new URL('../../bench/results/run-bench.ts', import.meta.url).href
const figure = { what: 'list', measured: '2 ms', target: '<= 3 ms', met: true }

async function run(script: string, limitMs = 30_000) {
  const lines: string[] = []
  const source = `import { printFigure } from ${JSON.stringify(MODULE)}\nprintFigure(${JSON.stringify(figure)})\n${script}`
  const outcome = await runBench(
    ['--input-type=module', '-e', source],
    limitMs,
    (line: string) => void lines.push(line),
  )
  return { ...outcome, lines }
}

test('a bench hands over its figures, and its other lines are printed', async () => {
  expect(await run("console.log('skipped: a cold cache')")).toEqual({
    ...{ figures: [figure], problem: null },
    lines: ['met     list: 2 ms (target <= 3 ms)', 'skipped: a cold cache'],
  })
})

test('a bench that fails or is killed says how it ended and keeps the figures from before', async () => {
  expect(await run('process.exit(3)')).toMatchObject({ figures: [figure], problem: 'ended with 3' })
  expect(await run("process.kill(process.pid, 'SIGKILL')")).toMatchObject({
    figures: [figure],
    problem: 'ended with SIGKILL',
  })
})

test('a bench that never ends is ended with what it has started', async () => {
  const script = `
    const { spawn } = await import('node:child_process')
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' })
    console.log(child.pid)
    setInterval(() => 0, 1000)`
  // The child holds the output open, so this answers only once it is gone, too.
  const { figures, problem, lines } = await run(script, 3000)
  expect({ figures, problem }).toEqual({ figures: [figure], problem: 'not done after 3 s' })
  expect(lines).toHaveLength(2)
})
