import { existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Why a directory is no good place for a database: its locks or its files are not this computer's alone. */
export type DataPlace = 'network' | 'synced'

/** What is wrong with such a place, after the name of the directory, and the way out. */
export const PLACES: Record<DataPlace, { detail: string; fix: string }> = {
  network: {
    detail: 'is on the disk of another computer, whose locks cannot be relied on',
    fix: 'Move the directory to a disk of this computer, or name another with --data-dir.',
  },
  synced: {
    detail: 'is synchronised with other places, which can damage a database that is open',
    fix: 'Move the directory out of the synchronised folder, and copy backup files there instead (patchbay backup create).',
  },
}

/** What Linux calls the file systems of other computers (statfs(2)). */
const NETWORK_TYPES = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x01021997, // 9P
  0x5346414f, // AFS
  0x00c36400, // Ceph
])

/** What Linux calls all that is mounted by a program; the name of the program tells. */
const FUSE = 0x65735546
const NETWORK_PROGRAMS = /^fuse\.(sshfs|rclone|s3fs|davfs|gvfsd|glusterfs|google-drive)/

/** Folders that programs for synchronising make, by their usual names. */
const SYNCED_NAMES =
  /[/\\](Dropbox|OneDrive|Google ?Drive|My Drive|iCloud ?Drive|Mobile Documents|CloudStorage|Nextcloud|ownCloud|pCloud ?Drive|MEGA|Syncthing)( [^/\\]*)?([/\\]|$)/i

/** Files that such programs keep at the top of what they synchronise. */
const SYNCED_MARKS = /^(\.stfolder|\.dropbox|\.dropbox\.cache|\.sync_.*\.db|\._sync_.*\.db|\.nextcloudsync\.log)$/

/** Where a directory is, as far as that can be seen; null for a place that is fine. */
export function findDataPlace(directory: string): DataPlace | null {
  if (/^\\\\[^?.]/.test(directory) || isOnNetwork(directory)) return 'network'
  return SYNCED_NAMES.test(directory) || ancestors(directory).some(hasMark) ? 'synced' : null
}

function isOnNetwork(directory: string): boolean {
  if (process.platform !== 'linux') return false
  try {
    const { type } = statfsSync(directory)
    return NETWORK_TYPES.has(type) || (type === FUSE && NETWORK_PROGRAMS.test(mountTypeOf(directory)))
  } catch {
    return false
  }
}

/** The type of the file system that a directory is on, by the longest mount point above it. */
function mountTypeOf(directory: string): string {
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, point = '', type = '']) => ({ point: point.replaceAll('\\040', ' '), type }))
    .filter(({ point }) => point === '/' || directory === point || directory.startsWith(`${point}/`))
  return mounts.toSorted((a, b) => b.point.length - a.point.length)[0]?.type ?? ''
}

function hasMark(directory: string): boolean {
  try {
    return existsSync(directory) && readdirSync(directory).some((name) => SYNCED_MARKS.test(name))
  } catch {
    return false
  }
}

function ancestors(directory: string): string[] {
  const above = dirname(directory)
  return above === directory ? [directory] : [directory, ...ancestors(join(above))]
}
