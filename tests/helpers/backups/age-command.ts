import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/** Whether the system has the `age` command. */
export const hasAge = spawnSync('age', ['--version']).status === 0

/** Runs the `age` command, which asks for its passphrase so many times. */
function age(args: string, passphrase: string, times: number): void {
  // It reads a passphrase from a terminal only; script(1) gives it one.
  const options = { input: `${passphrase}\n`.repeat(times), encoding: 'utf8', timeout: 60_000 } as const
  const { status, stdout } = spawnSync('script', ['-qec', `age ${args}`, '/dev/null'], options)
  if (status !== 0) throw new Error(`age ended with ${status}: ${stdout}`)
}

/** The text of a file that the `age` command decrypts with a passphrase, into a file beside it. */
export function decryptWithAge(file: string, passphrase: string): string {
  age(`--decrypt --output '${file}.txt' '${file}'`, passphrase, 1)
  return readFileSync(`${file}.txt`, 'utf8')
}

/** The bytes of a file that the `age` command has encrypted with a passphrase, beside its text. */
export function encryptWithAge(text: string, file: string, passphrase: string): Buffer {
  writeFileSync(`${file}.txt`, text)
  age(`--passphrase --output '${file}' '${file}.txt'`, passphrase, 2)
  return readFileSync(file)
}
