import { chmodSync, existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * An `xdg-open` that opens nothing: it notes the page that it is given and what every account could read of all running
 * processes. `environment` puts it before the system's own.
 */
export function createBrowserOpener(root: string) {
  const [bin, notes] = [join(root, 'bin'), join(root, 'notes')]
  mkdirSync(bin)
  mkdirSync(notes)
  const opener = join(bin, 'xdg-open')
  writeFileSync(
    opener,
    [
      '#!/bin/sh',
      `cat /proc/[0-9]*/cmdline > "${notes}/arguments" 2> /dev/null`,
      `stat -c %a "$1" > "${notes}/mode"`,
      `printf %s "$1" > "${notes}/page.part" && mv "${notes}/page.part" "${notes}/page"`,
    ].join('\n'),
  )
  chmodSync(opener, 0o755)
  const note = (name: string) => readFileSync(join(notes, name), 'utf8')
  /** Resolves once it has been started and has noted everything. */
  const opened = async () => {
    const watcher = watch(notes)
    try {
      await new Promise<void>((resolve) => {
        const look = () => existsSync(join(notes, 'page')) && resolve()
        watcher.on('change', look)
        look()
      })
    } finally {
      watcher.close()
    }
    return { page: note('page'), mode: note('mode').trim(), arguments: note('arguments') }
  }
  return { environment: { DISPLAY: ':0', PATH: bin + delimiter + (process.env['PATH'] ?? '') }, opened }
}
