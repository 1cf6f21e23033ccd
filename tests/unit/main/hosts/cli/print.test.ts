import { expect, test, vi } from 'vitest'
import { printTable } from '../../../../../src/main/hosts/cli/print.ts'

test('columns stand below each other also after wide letters, emoji and combined marks', () => {
  const printed: string[] = []
  using log = vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
  printTable(
    ['name', 'id'],
    [
      ['東京 🚀', '1'],
      ['Zu\u0308rich', '2'],
      ['👩‍👧 both', '3'],
    ],
    '',
  )
  expect(log).toHaveBeenCalledTimes(4)
  expect(printed).toEqual(['NAME     ID', '東京 🚀  1', 'Zu\u0308rich   2', '👩‍👧 both  3'])
})
