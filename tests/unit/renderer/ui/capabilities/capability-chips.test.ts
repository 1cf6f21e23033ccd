import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { capabilityChips } from '../../../../../src/renderer/ui/capabilities/capability-chips.ts'
import { projectPath } from '../../../../helpers/paths.ts'

/** The chips by their group; a dash marks what is not possible. */
const chips = (capabilities: Record<string, unknown>) =>
  Object.fromEntries(
    capabilityChips(capabilities).map(({ title, chips }) => [
      title,
      chips.map(({ label, isOff }) => (isOff ? `-${label}` : label)),
    ]),
  )

const seed = (key: string) => JSON.parse(readFileSync(projectPath(`seeds/catalog/${key}.json`), 'utf8')).capabilities

test('what LinkedIn takes is put in words', () => {
  expect(chips(seed('linkedin'))).toEqual({
    Text: ['3,000 characters', 'Plain text', 'Hashtags', 'Links', '-Threads', '-Scheduling'],
    Images: ['20 images', 'JPEG, PNG, GIF', 'Alt text of 4,086', '36.2 megapixels'],
    Video: ['1 video', '3 s to 30 min', '500 MiB', 'MP4'],
    Documents: ['1 document', '300 pages', '100 MiB', 'PDF, Word, PowerPoint'],
  })
})

test('limits that a service does not have make no chip', () => {
  expect(chips(seed('wordpress'))['Images']).toEqual(['JPEG, PNG, GIF, WEBP, AVIF'])
})

test('a number of tags makes one chip', () => {
  expect(chips({ tags: { supported: true, max_count: 3 } })).toEqual({ Text: ['3 tags'] })
  expect(chips({ tags: { supported: true, max_count: null } })).toEqual({ Text: ['Tags'] })
})

test('flags of an imported entry become chips, and values of another kind none', () => {
  expect(
    chips({ publish: true, dry_run: true, audit: false, depth: 3, media: 'all', text: null, formats: [] }),
  ).toEqual({
    Text: ['Dry run', '-Audit'],
  })
})
