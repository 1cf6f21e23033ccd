import { expect, test } from 'vitest'
import { printJson, printTable } from '../../../../../src/main/hosts/cli/print.ts'
import { processTerminal, runIn } from '../../../../../src/main/hosts/cli/terminal.ts'

test('columns stand below each other also after wide letters, emoji and combined marks', async () => {
  const printed: string[] = []
  await runIn({ ...processTerminal(), log: (line) => void printed.push(line) }, async () => {
    await printTable(
      ['name', 'id'],
      [
        ['東京 🚀', '1'],
        ['Zu\u0308rich', '2'],
        ['👩‍👧 both', '3'],
      ],
      '',
    )
    return 0
  })
  expect(printed.join('\n').split('\n')).toEqual(['NAME     ID', '東京 🚀  1', 'Zu\u0308rich   2', '👩‍👧 both  3'])
})

test('a long list is printed as JSON in parts, as if it were printed at once', async () => {
  const value = Array.from({ length: 1201 }, (_, index) => ({ id: String(index), lines: ['a\nb', { deep: [] }] }))
  for (const list of [value, value.slice(0, 1), []]) {
    const printed: string[] = []
    await runIn({ ...processTerminal(), log: (line) => void printed.push(line) }, async () => {
      await printJson(list)
      return 0
    })
    expect(printed.join('\n')).toBe(JSON.stringify(list, null, 2))
  }
})

test('a long list goes on only once there is room for more of it', async () => {
  const printed: string[] = []
  const room = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
  const questions = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
  let next = 0
  const terminal = {
    ...processTerminal(),
    log: (line: string) => void printed.push(line),
    room: () => {
      const at = next++
      questions[at]?.resolve()
      return room[at]?.promise
    },
  }
  const printing = runIn(terminal, async () => {
    await printJson(Array.from({ length: 150 }, (_, index) => index))
    return 0
  })
  await questions[0].promise
  expect(printed).toEqual(['['])
  room[0].resolve()
  await questions[1].promise
  expect(printed).toHaveLength(2)
  room[1].resolve()
  await printing
  expect(JSON.parse(printed.join(''))).toHaveLength(150)
})
