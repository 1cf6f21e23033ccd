import { expect, test } from 'vitest'
import { clearBar, showBar } from '../../../../../../src/main/hosts/cli/comfort/progress-bar.ts'
import { processTerminal, runIn } from '../../../../../../src/main/hosts/cli/terminal.ts'

/** What a terminal gets while work is shown. */
async function shownFor(...steps: { done: number; total: number }[]) {
  let written = ''
  const around = { ...processTerminal(), progress: (text: string) => void (written += text) }
  await runIn(around, async () => {
    for (const step of steps) showBar(step, `${step.done} of ${step.total}`)
    clearBar()
    return 0
  })
  return written.split('\r\u001B[K').slice(1)
}

test('a bar grows on one line, which is removed at the end', async () => {
  expect(await shownFor({ done: 0, total: 4 }, { done: 1, total: 4 }, { done: 4, total: 4 })).toEqual([
    `[${'.'.repeat(24)}] 0 %  0 of 4`,
    `[${'#'.repeat(6)}${'.'.repeat(18)}] 25 %  1 of 4`,
    `[${'#'.repeat(24)}] 100 %  4 of 4`,
    '',
  ])
})

test('work without parts, or with more than were counted, is whole', async () => {
  const [none, more] = await shownFor({ done: 0, total: 0 }, { done: 5, total: 4 })
  expect([none, more]).toEqual([expect.stringContaining('100 %'), expect.stringContaining('100 %')])
})
