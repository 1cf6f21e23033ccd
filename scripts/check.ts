import { ROOMS } from './rooms.ts'
import { runStep } from './run-step.ts'

export interface CheckResult {
  name: string
  ok: boolean
}

/** Types of every room, lint and format. Answers every result, not only the first failure. */
export async function check(): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  const step = async (name: string, command: string, args: string[]) => {
    const ok = await runStep(command, args)
    console.log(`${ok ? 'ok' : 'FAILED'}  ${name}`)
    results.push({ name, ok })
  }
  for (const room of ROOMS) await step(`types of ${room}`, 'tsc', ['-p', room])
  await step('lint', 'oxlint', ['--type-aware', '--deny-warnings'])
  await step('format', 'prettier', ['--check', '--log-level', 'warn', '.'])
  return results
}

if (import.meta.main) process.exitCode = (await check()).every(({ ok }) => ok) ? 0 : 1
