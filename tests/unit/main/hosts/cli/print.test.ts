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
