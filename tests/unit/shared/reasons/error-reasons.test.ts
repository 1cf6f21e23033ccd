import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { appError } from '../../../../src/shared/errors.ts'
import { errorReasons } from '../../../../src/shared/reasons/error-reasons.ts'
import { projectPath } from '../../../helpers/paths.ts'

test('no two topics have the same reason, of which one would be lost', async () => {
  const topics = ['src/shared/reasons', 'src/shared/sharing'].flatMap((folder) =>
    readdirSync(projectPath(folder))
      .filter((file) => file.endsWith('-reasons.ts') && !/^(?:error|field|test|sign-in)-/.test(file))
      .map((file) => projectPath(`${folder}/${file}`)),
  )
  const reasons: string[] = []
  for (const topic of topics) {
    const exported = Object.values((await import(topic)) as Record<string, object>)
    const tables = exported.filter((value) => typeof value !== 'function')
    expect([topic, tables.length]).toEqual([topic, 1])
    reasons.push(...Object.keys(tables[0] ?? {}))
  }
  expect(reasons.sort()).toEqual(Object.keys(errorReasons).sort())
})

test('an error carries its reason and values, and the code and the sentence that follow from them', () => {
  expect(appError('no_backup', { name: 'daily.db' }).toBody()).toEqual({
    code: 'not_found',
    reason: 'no_backup',
    values: { name: 'daily.db' },
    message: 'There is no backup named daily.db',
  })
})

const keychain = 'Secret Service'
const use = { name: 'Notion', count: 1, inTrash: 0, places: ['Acme: Blog'], others: 0, elsewhere: 0 }

test.each([
  [
    appError('unknown', { keychain, passphrase: 'none', words: '' }),
    'Secret Service refused for an unknown reason. Check',
  ],
  [appError('unknown', { keychain, passphrase: 'none', words: 'No' }), 'Secret Service refused: “No”. Check'],
  [appError('lost', { keychain, passphrase: 'opens' }), 'Retry, enter the recovery passphrase, restore a backup'],
  [appError('lost', { keychain, passphrase: 'none' }), 'Retry, restore a backup, or enter the secrets again.'],
  [appError('denied', { keychain, passphrase: 'opens' }), 'then retry. Or enter the recovery passphrase.'],
  [appError('denied', { keychain, passphrase: 'protects' }), 'Or protect the workspace with a passphrase.'],
  [appError('in_use', { path: '/data', host: 'cli', process: 7 }), 'is in use by Patchbay (cli, process 7); close it'],
  [appError('in_use', { path: '/data' }), 'is in use by another Patchbay; close it'],
  [appError('disk_full', { work: 'database' }), 'The disk is full; nothing was changed.'],
  [appError('disk_full', { work: 'opening' }), 'The database cannot be opened because its disk is full.'],
  [appError('disk_full', { work: 'write', path: '/a', cause: 'ENOSPC' }), '/a could not be written: the disk is full'],
  [appError('io_error', { work: 'read', path: '/a', cause: 'EIO' }), '/a cannot be read: the system reports EIO'],
  [appError('newer_database', { what: 'backup', version: 9, known: 8 }), 'The backup has version 9'],
  [appError('entry_in_use', use), 'Notion is used by 1 connector and can be removed once'],
  [
    appError('entry_in_use', { ...use, count: 4, inTrash: 1, elsewhere: 3 }),
    'by 4 connectors (1 in the trash) and can',
  ],
  [appError('entries_missing', { keys: ['a', 'b'] }), 'the catalog has no entry a, b. Import them first'],
  [appError('long_file_number', {}), 'more digits than can be kept exactly'],
  [appError('long_file_number', { line: 2, column: 5 }), 'more digits than can be kept exactly (line 2, column 5)'],
  [appError('no_workspace_named', { name: 'Amce', similar: ['Acme'] }), 'named Amce. Names like it: Acme'],
])('%s', ({ message }, part) => {
  expect(message).toContain(part)
})
