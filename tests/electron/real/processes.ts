import { readdirSync, readFileSync } from 'node:fs'

/** Why processes cannot be counted here, or false. */
export const cannotCount = process.platform !== 'linux' && 'only Linux shows the processes of a group in /proc'

/** What is still running of a program: what Chromium calls each process of its group, `main` for the first. */
export function processesOf({ pid }: { pid: number }): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`)
      // The name of the program may hold spaces and brackets.
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(group) !== pid || state === 'Z') return []
      const [, kind = 'main'] =
        /--(?:utility-sub-)?type=([\w.-]+)(?!.*--utility-sub-type=)/s.exec(read(`/proc/${name}/cmdline`)) ?? []
      return [kind]
    })
}

/** A process that ends while it is looked at is empty. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
