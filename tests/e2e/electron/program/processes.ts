import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Why processes cannot be counted here, or false. */
export const cannotCount = process.platform !== 'linux' && 'only Linux shows the processes of a group in /proc'

/** The running processes of a program by Chromium's names for them; the first one is `main`. */
export const processesOf = ({ pid }: { pid: number }): string[] =>
  processIdsOf(pid).map((id) => {
    const [, kind = 'main'] =
      /--(?:utility-sub-)?type=([\w.-]+)(?!.*--utility-sub-type=)/s.exec(read(`/proc/${id}/cmdline`)) ?? []
    return kind
  })

/** The ids of the running processes of a group. */
export const processIdsOf = (group: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      const stat = read(`/proc/${name}/stat`)
      // The name of the program may contain spaces and brackets.
      const [state, , of] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(of) === group && state !== 'Z'
    })
    .map(Number)

const TICKS_PER_SECOND = Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout)

/** Seconds of processor time that the processes of a group have used since their start. */
export const cpuSecondsOf = (group: number): number =>
  processIdsOf(group).reduce((total, id) => {
    const stat = read(`/proc/${id}/stat`)
    // Fields 14 and 15 are user and system time; the list starts after the name, at field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return total + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND
  }, 0)

/** The content of a file of a process; empty when the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
