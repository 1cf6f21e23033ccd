import { expect, test } from 'vitest'
import { errorsText } from '../../../../../../src/renderer/text/de/reasons/errors.ts'
import { findingsText } from '../../../../../../src/renderer/text/de/services/findings.ts'
import type { WordCause } from '../../../../../../src/shared/text/findings.ts'

const { sentences } = findingsText
const word: WordCause = ({ reason, values }) =>
  (errorsText[reason as keyof typeof errorsText] as (values: unknown) => string)(values)

test('the states of keys are named in German, and one that a newer program has as it is', () => {
  const states = { READY: 2, LOCKED: 1, passphrase: 1, ELSEWHERE: 1 }
  expect(sentences.keys({ states }).detail).toBe('2 offen, 1 gesperrt, 1 mit Passphrase, 1 ELSEWHERE')
})

test('why the last backup failed is in German', () => {
  const cause = {
    ...{ reason: 'disk_full', message: 'A backup could not be written to /data: the disk is full; free some space' },
    values: { work: 'back_up', path: '/data', cause: 'ENOSPC' },
  }
  expect(sentences.backup_failed({ cause }, word).detail).toBe(
    'Die letzte ist fehlgeschlagen: Nach /data konnte keine Sicherung geschrieben werden: Das Laufwerk ist voll; schaffen Sie Platz',
  )
})
