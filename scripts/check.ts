import { collectStep } from './run-step.ts'

export interface CheckResult {
  name: string
  ok: boolean
}

/** The checks, each a command of an installed package; one pass over all rooms checks both types and lint. */
export const CHECKS = {
  'types and lint': ['oxlint', '--type-aware', '--type-check', '--deny-warnings'],
  format: ['oxfmt', '--check'],
  'unused files, exports and packages': ['knip', '--no-progress', '--no-config-hints'],
} satisfies Record<string, [command: string, ...args: string[]]>

/** Runs all checks in parallel, prints the output of failed ones, and returns every result. */
export async function check(): Promise<CheckResult[]> {
  return Promise.all(
    Object.entries(CHECKS).map(async ([name, [command, ...args]]) => {
      const { ok, output } = await collectStep(command, args)
      if (!ok) console.log(output.trimEnd())
      console.log(`${ok ? 'ok' : 'FAILED'}  ${name}`)
      return { name, ok }
    }),
  )
}

if (import.meta.main) process.exitCode = (await check()).every(({ ok }) => ok) ? 0 : 1
