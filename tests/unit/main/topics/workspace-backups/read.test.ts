import { spawnSync } from 'node:child_process'
import { armor, Encrypter } from 'age-encryption'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../../../src/contract/errors.ts'
import { SCRYPT_COST } from '../../../../../src/shared/limits.ts'
import { openBackup, withoutArmor } from '../../../../../src/main/topics/workspace-backups/read.ts'
import { makeBackupFile } from '../../../../helpers/backups/backup-file.ts'
import { createComputing } from '../../../../helpers/computing.ts'
import { projectPath } from '../../../../helpers/paths.ts'

const PASSPHRASE = 'six words of a backup passphrase'
const AGE_LINE = 'age-encryption.org/v1\n'

const open = (bytes: Uint8Array) => openBackup(bytes, Buffer.from(PASSPHRASE), () => undefined)

/** With so little work for its passphrase that hundreds are opened in a second. */
const makeQuickBackup = () => makeBackupFile(PASSPHRASE, 2 ** 4)

test('any change in a backup is reported as damage, and only a file of another kind is called none', async () => {
  const backup = await makeQuickBackup()
  expect((await open(backup)).manifest.workspaces).toMatchObject([{ name: 'Of Eve' }])
  const place = fc.nat({ max: backup.length - 1 })
  const change = fc.oneof(
    fc.record({ at: place, remove: fc.constant(1), insert: fc.uint8Array({ minLength: 1, maxLength: 1 }) }),
    fc.record({ at: place, remove: fc.nat({ max: 100 }), insert: fc.uint8Array({ maxLength: 3 }) }),
    fc.record({ at: place, remove: fc.constant(backup.length), insert: fc.constant(new Uint8Array()) }),
  )
  await fc.assert(
    fc.asyncProperty(change, async ({ at, remove, insert }) => {
      const changed = Buffer.concat([backup.subarray(0, at), insert, backup.subarray(at + remove)])
      if (changed.equals(backup)) return
      const error: unknown = await open(changed).catch((cause: unknown) => cause)
      expect(error).toBeInstanceOf(AppError)
      const { code, reason } = error as AppError
      expect(code).toBe('invalid')
      const isAge = changed.subarray(0, AGE_LINE.length).toString('latin1') === AGE_LINE
      const reasons = ['damaged_backup', 'wrong_passphrase', 'no_passphrase_file_backup', 'work_too_high_backup']
      expect(isAge ? reasons : ['foreign_backup']).toContain(reason)
    }),
    { numRuns: 300 },
  )
})

/** A backup that is right as an age file and holds this text. */
async function backupOf(text: Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(PASSPHRASE)
  encrypter.setScryptWorkFactor(4)
  return Buffer.from(await encrypter.encrypt(text))
}

const MB = 1024 * 1024
const claim = '{"format":"patchbay-backup","version":1,"program":"0.1.0","workspaces":['

const hostile: Record<string, () => Promise<Uint8Array>> = {
  'one line of 50 MB': () => backupOf(Buffer.alloc(50 * MB, 'x')),
  'a first line of 24 MB that begins well': () => backupOf(Buffer.from(claim + '{},'.repeat(8 * MB))),
  'an age header of 24 MB': () =>
    Promise.resolve(
      Buffer.from(`${AGE_LINE}-> scrypt ${'A'.repeat(22)} 4\n${`${'A'.repeat(64)}\n`.repeat((24 * MB) / 65)}`),
    ),
}

test.each(Object.entries(hostile))('%s is refused at once', async (_, make) => {
  const bytes = await make()
  const computing = createComputing()
  expect(await open(bytes).catch((error: unknown) => error)).toMatchObject({ code: 'invalid' })
  expect(computing()).toBeLessThan(3000)
})

test('the reading of a line of 3 MB can be stopped after every 64 KB', async () => {
  const bytes = await backupOf(Buffer.alloc(3 * MB, 'x'))
  let steps = 0
  const stopAt = (last: number) => () => {
    steps += 1
    return steps === last ? Promise.reject(new Error('stopped')) : undefined
  }
  await expect(openBackup(bytes, Buffer.from(PASSPHRASE), stopAt(30))).rejects.toThrow('stopped')
  expect(steps).toBe(30)
})

test('a large backup that was written as text is decoded in slices that can be stopped between', async () => {
  const bytes = Buffer.alloc(20 * MB, 7)
  const text = Buffer.from(armor.encode(bytes))
  for (const written of [text, Buffer.from(text.toString().replaceAll('\n', '\r\n'))]) {
    let steps = 0
    const decoded = await withoutArmor(written, () => void (steps += 1))
    expect(bytes.equals(decoded)).toBe(true)
    expect(steps).toBeGreaterThan(20)
  }
  const stop = () => Promise.reject(new Error('stopped'))
  await expect(withoutArmor(text, stop)).rejects.toThrow('stopped')
  const long = Buffer.from(text.toString().replace('\n', '\nAAAA'))
  await expect(withoutArmor(long, () => undefined)).rejects.toMatchObject({ reason: 'damaged_backup' })
})

const hasLimits = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0
if (!hasLimits) console.log('skipped: no prlimit')

test.runIf(hasLimits)('a backup is not called wrong where there is no memory to open it', async () => {
  const script = `
    import { execFileSync } from 'node:child_process'
    import { readFileSync } from 'node:fs'
    import { buffer } from 'node:stream/consumers'
    import { openBackup, withoutArmor } from ${JSON.stringify(projectPath('src/main/topics/workspace-backups/read.ts'))}
    const bytes = await buffer(process.stdin)
    await import('age-encryption')
    const [pages] = readFileSync('/proc/self/statm', 'utf8').split(' ')
    execFileSync('prlimit', ['--pid', String(process.pid), '--as=' + (Number(pages) * 4096 + 64 * 1024 * 1024)])
    const error = await openBackup(bytes, ${JSON.stringify(PASSPHRASE)}, () => undefined).catch((cause) => cause)
    console.log(JSON.stringify(error))
  `
  const input = await makeBackupFile(PASSPHRASE, SCRYPT_COST)
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    ...{ input, cwd: projectPath(''), encoding: 'utf8' },
  })
  expect([stderr, JSON.parse(stdout || '{}')]).toMatchObject(['', { code: 'unavailable', reason: 'crypto_failed' }])
})
