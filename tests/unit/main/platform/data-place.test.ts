import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findDataPlace } from '../../../../src/main/platform/data-place.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'

test('a folder that is synchronised is known by its name, or by what the program for it keeps above', () => {
  using directory = temporaryDirectory()
  const below = join(directory.path, 'team', 'patchbay')
  mkdirSync(below, { recursive: true })
  expect(findDataPlace(below)).toBeNull()
  mkdirSync(join(directory.path, '.stfolder'))
  expect(findDataPlace(below)).toBe('synced')
  const synced = [
    '/home/ada/Dropbox/patchbay',
    '/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/patchbay',
    'C:\\Users\\ada\\OneDrive - Example\\patchbay',
    '/home/ada/Nextcloud',
  ]
  expect(synced.filter((path) => findDataPlace(path) !== 'synced')).toEqual([])
  const fine = ['/home/ada/dropboxes/patchbay', '/home/ada/.local/share/patchbay', '/home/mega-corp/patchbay']
  expect(fine.filter((path) => findDataPlace(path) !== null)).toEqual([])
})

test('a share of another computer is known by its path on Windows', () => {
  expect(findDataPlace('\\\\server\\share\\patchbay')).toBe('network')
  expect(findDataPlace('\\\\?\\C:\\patchbay')).toBeNull()
})
