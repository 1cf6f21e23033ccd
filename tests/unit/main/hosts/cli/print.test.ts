import { expect, test } from 'vitest'
import { printTable } from '../../../../../src/main/hosts/cli/print.ts'
import { processTerminal, runIn } from '../../../../../src/main/hosts/cli/terminal.ts'

test('columns stand below each other also after wide letters, emoji and combined marks', async () => {
  const printed: string[] = []
  await runIn({ ...processTerminal(), log: (line) => void printed.push(line) }, async () => {
    printTable(
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
  expect(printed).toEqual(['NAME     ID', '東京 🚀  1', 'Zu\u0308rich   2', '👩‍👧 both  3'])
})
