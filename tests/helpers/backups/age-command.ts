import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether the system has the `age` command. */
export const hasAge = spawnSync('age', ['--version']).status === 0

/** The text of a file that the `age` command decrypts with a passphrase, into a file beside it. */
export function decryptWithAge(file: string, passphrase: string): string {
  // age reads a passphrase from a terminal only; script(1) gives it one.
  const command = `age --decrypt --output '${file}.txt' '${file}'`
  const options = { input: `${passphrase}\n`, encoding: 'utf8', timeout: 60_000 } as const
  const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], options)
  if (status !== 0) throw new Error(`age ended with ${status}: ${stdout}`)
  return readFileSync(`${file}.txt`, 'utf8')
}
