import { describe, expect, test } from 'vitest'
import { fileFaultsText } from '../../../../../../src/renderer/text/de/files/file-faults.ts'
import { problemsText } from '../../../../../../src/renderer/text/de/files/problems.ts'
import { errorsText } from '../../../../../../src/renderer/text/de/reasons/errors.ts'
import { fieldErrorsText } from '../../../../../../src/renderer/text/de/reasons/field-errors.ts'
import { testReasonsText } from '../../../../../../src/shared/reasons/de/tests.ts'
import { findingsText } from '../../../../../../src/renderer/text/de/services/findings.ts'
import { signInReasonsText } from '../../../../../../src/renderer/text/de/reasons/sign-in.ts'
import type { Damage } from '../../../../../../src/shared/text/findings.ts'

/** The values of a failure by their names; any other is a name that is no word. */
const SAMPLES: Record<string, unknown[]> = {
  ...Object.fromEntries(
    ['line', 'column', 'size', 'count', 'inTrash', 'others', 'elsewhere', 'more', 'process', 'version', 'known'].map(
      (name) => [name, [1, 3]],
    ),
  ),
  ...Object.fromEntries(
    ['seconds', 'most', 'port', 'connectors', 'oldest', 'status', 'days', 'minutes'].map((name) => [name, [1, 40]]),
  ),
  ...Object.fromEntries(
    ['places', 'paths', 'ids', 'fields', 'keys', 'similar', 'names', 'values', 'starts', 'methods'].map((name) => [
      name,
      [['X1'], ['X1', 'X2']],
    ]),
  ),
  limit: [1, 2_000_000],
  expiresOn: ['2026-01-31'],
  until: ['2026-01-31'],
  at: ['2026-01-31T09:30:00Z'],
  role: ['owner', 'admin', 'member'],
  passphrase: ['opens', 'protects', 'protects_person', 'none'],
  by: ['enter', 'choose'],
  opens: ['workspace', 'backup', 'person', 'invitation'],
  what: ['data', 'backup'],
  types: [[], ['string', 'number', 'integer', 'boolean', 'array', 'object']],
}

/** Values of some failures whose names mean something else there. */
const OWN: Record<string, Record<string, unknown[]>> = {
  bad_input: { why: ['too_large', 'too_deep', 'too_many_values', 'forbidden_name', 'not_json'] },
  ca_file_refused: { problem: ['missing', 'unreadable', 'no_certificates'] },
  bad_ca_file: { problem: ['missing', 'unreadable', 'no_certificates'] },
  entry_refused: { problemCode: ['not_an_entry', 'too_large'] },
  needs_naming: { format: ['', 'kamelet', 'mcp_server', 'meltano', 'nango', 'openapi', 'windmill'] },
  not_an_entry: { kind: ['', 'package_json', 'typescript', 'mcp_client', 'schema', 'kubernetes'] },
  document: { kind: ['', 'package_json', 'typescript', 'mcp_client', 'schema', 'kubernetes'] },
  in_the_way: { kind: ['file', 'directory'] },
  // A list of several is put together in the language of the page, which is English here.
  tls_wrong_name: { names: [[], ['X1']] },
  contains: { what: ['X1'] },
  contains_most: { what: ['X1'] },
  contrary: { least: ['X1'], most: ['X2'] },
  excludes: { others: [['X1'], ['X1', 'X2']] },
  invisible_character: { place: [7] },
  secret_reference: {
    why: ['unconfirmed', 'missing', 'no_program', 'failed', 'slow', 'empty', 'large'],
    reference: ['op://X1/X2/X3', 'env:X1', 'file:/X1', 'cmd:X1'],
  },
  not_stored: {
    failure: ['disk_full', 'from_the_future'],
    work: ['database', 'write'],
    cause: ['ENOSPC'],
    why: ['X1'],
  },
  one_of: { more: [0, 1, 3] },
  algorithm_missing: { work: ['backup', 'passphrase'] },
  crypto_failed: { work: ['backup', 'passphrase'] },
  unusable_backup: { fault: ['foreign', 'damaged', 'unreadable'] },
  migration_failed: { migration: ['', 'X1'] },
  format: { format: ['email', 'uri', 'uri-reference', 'hostname', 'date', 'duration', 'uuid', 'regex', 'byte', 'X1'] },
  bad_code: {
    problems: [[{ place: 'one.yaml:1:1', field: 'X1', reason: 'deep', values: {}, message: 'This is too deep' }]],
  },
  newer_database: { version: [4], known: [3] },
}
const FILE_WORK = {
  work: [
    ...['use', 'read', 'write', 'list', 'data_directory', 'temporary_files', 'look', 'back_up', 'list_backups'],
    ...['restore', 'set_aside', 'database'],
  ],
  cause: ['ENOENT', 'EACCES', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENAMETOOLONG', 'ELOOP', 'EEXIST', 'EISDIR', 'EIO', ''],
}
for (const reason of ['missing_directory', 'no_permission', 'read_only', 'disk_full', 'io_error', 'bad_path'])
  OWN[reason] = FILE_WORK
OWN['bad_path'] = { ...FILE_WORK, work: FILE_WORK.work.filter((work) => work !== 'database') }

type Sentence = (values: unknown) => string

/** Every sentence of a failure: with the first, the second … sample of all of its values, until none is new. */
function sentencesOf(reason: string, sentence: Sentence): string[] {
  const samplesOf = (name: string) => OWN[reason]?.[name] ?? SAMPLES[name] ?? [`X${name.length}`]
  const read = new Map<string, number>()
  const valuesAt = (index: number, fixed: Record<string, unknown> = {}): unknown =>
    new Proxy(fixed, {
      get: (_target, key) => {
        const name = String(key)
        if (Object.hasOwn(fixed, name)) return fixed[name]
        const samples = samplesOf(name)
        read.set(name, samples.length)
        return samples[index % samples.length]
      },
    })
  const sentences = [sentence(valuesAt(0)), sentence(valuesAt(1))]
  // A sentence may depend on two values, such as the work and the cause of a file.
  for (const [name] of [...read])
    for (const value of samplesOf(name))
      for (let index = 0; index < Math.max(...read.values()); index += 1)
        sentences.push(sentence(valuesAt(index, { [name]: value })))
  return [...new Set(sentences)]
}

/** Words that English sentences have and German ones do not. */
const ENGLISH =
  /\b(?:the|is|are|not|cannot|with|for|this|that|your|and|of|to|there|no|by|has|it|could|which|its|than)\b/i

/** What stands in it as the command line or a file has it. */
const withoutCode = (sentence: string) => sentence.replaceAll(/`[^`]*`|\{".*"\}|--[\w-]+/g, '')

const TABLES: [string, Record<string, unknown>][] = [
  ['errors', errorsText],
  ['fields', fieldErrorsText],
  ['files', fileFaultsText],
  ['tests', testReasonsText],
  ['sign-in', signInReasonsText],
]

describe.each(TABLES)('of the failures of %s', (_topic, table) => {
  test.each(Object.keys(table))('%s has no English word in German', (reason) => {
    for (const sentence of sentencesOf(reason, table[reason] as Sentence)) {
      expect(withoutCode(sentence)).not.toMatch(ENGLISH)
      expect(sentence).not.toContain('undefined')
    }
  })
})

test('no sentence of the check of an entry is English', () => {
  for (const sentence of Object.values(problemsText)) expect(sentence).not.toMatch(ENGLISH)
})

const DAMAGE: Damage[] = [
  { kind: 'report', words: 'row 1 missing from index i' },
  { kind: 'orphan', table: 'connectors', parent: 'workspaces' },
  { kind: 'unreadable', table: 'connectors', column: 'config', count: 2 },
]

const CAUSE = { reason: 'disk_full', message: 'The disk is full' }

/** The values of what the doctor finds; damage is quoted as SQLite reports it. */
const FINDINGS = {
  cause: CAUSE,
  since: '2026-01-31',
  newest: '2026-01-31T09:30:00Z',
  damage: DAMAGE,
  broken: [1, 2],
  counts: { ready: 1, passphrase: 1, unknown: 1, lost: 1, damaged: 1 },
  states: { READY: 1, LOCKED: 1, UNAVAILABLE: 1, DENIED: 1, LOST: 1, WRONG_KEY: 1, CLOSED: 1, passphrase: 1 },
  ...Object.fromEntries(
    ['bytes', 'needed', 'rows', 'unsigned', 'formerKeys', 'brokenCount', 'cut', 'wrongSignatures', 'count'].map(
      (name) => [name, 3],
    ),
  ),
  ...{ stored: 1, known: 2, path: '/X1', keychain: 'X1', version: 'X1', runtime: 'X1', platform: 'X1' },
}

test.each(Object.keys(findingsText.sentences))(
  'what the doctor finds as %s has no English word in German',
  (reason) => {
    const find = findingsText.sentences[reason as keyof typeof findingsText.sentences] as unknown as (
      values: unknown,
      word: () => string,
    ) => { detail: string; fix?: string }
    const { detail, fix = '' } = find(FINDINGS, () => 'Das Laufwerk ist voll')
    const words = `${detail} ${fix}`.replaceAll(/„[^“]*“/g, '')
    expect(words).not.toMatch(ENGLISH)
    expect(words).not.toContain('undefined')
  },
)
