import { matchesGlob } from 'node:path'
import { getRawHeader } from '@electron/asar'
import { CONTENTS, DESKTOP_CONTENTS, nativeContents } from './contents.ts'

type Header = ReturnType<typeof getRawHeader>['header']
type Entry = Header['files'][string]

export interface PackagedFile {
  /** From the root of the archive, with slashes. */
  path: string
  /** Outside the archive, because the system itself loads it. */
  isUnpacked: boolean
  /** Whether the archive holds a checksum that Electron compares with what it reads. */
  isChecked: boolean
}

/** Every file of an archive, as its table of contents has it. */
export function packagedFiles(archive: string): PackagedFile[] {
  const walk = (path: string, entry: Entry): PackagedFile[] =>
    'files' in entry
      ? Object.entries(entry.files).flatMap(([name, child]) => walk(path === '' ? name : `${path}/${name}`, child))
      : [{ path, isUnpacked: 'unpacked' in entry && entry.unpacked, isChecked: 'integrity' in entry }]
  return walk('', getRawHeader(archive).header)
}

const ALLOWED = [...CONTENTS, ...DESKTOP_CONTENTS, ...nativeContents()]

const isScript = (path: string) => !path.endsWith('.node')

/** What should not be in an archive, or not where it is: not on the list, without a checksum, or a script outside. */
export const foreignFiles = (archive: string): string[] =>
  packagedFiles(archive)
    .filter(
      ({ path, isUnpacked, isChecked }) =>
        !ALLOWED.some((pattern) => matchesGlob(path, pattern)) || !isChecked || isUnpacked === isScript(path),
    )
    .map(({ path }) => path)
