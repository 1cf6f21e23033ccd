import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { endianness } from 'node:os'

const TABLES = ['/proc/net/tcp', '/proc/net/tcp6']
const ROOT = 0
/** 127.0.0.1 as the two tables write it, in the byte order of the machine; a socket of IPv6 may talk to it too. */
const LOOPBACK =
  endianness() === 'LE'
    ? ['0100007F', '0000000000000000FFFF00000100007F']
    : ['7F000001', '00000000000000000000FFFF7F000001']

/**
 * Whether the process at the other end of a connection over 127.0.0.1 may be another account's, by the tables that Linux
 * keeps of its sockets (proc(5), /proc/net/tcp). Other systems have none that a program may read, so there it is
 * false. Root is let through: it could read this process anyway, and relays of containers and of WSL run as root.
 */
export function isOtherAccount({ remotePort, localPort }: Pick<Socket, 'remotePort' | 'localPort'>): boolean {
  const account = process.getuid?.()
  if (process.platform !== 'linux' || account === undefined) return false
  const theirs = LOOPBACK.map((address) => `${address}:${hex(remotePort)} ${address}:${hex(localPort)}`)
  try {
    for (const table of TABLES) {
      const holder = holderIn(readTable(table), theirs)
      if (holder !== null) return holder !== account && holder !== ROOT
    }
  } catch {
    // A system that hides the tables from programs.
    return false
  }
  return true
}

/** The number of the account that holds one of these sockets; null where none is listed. */
function holderIn(rows: readonly string[], sockets: readonly string[]): number | null {
  for (const row of rows) {
    const [, local, remote, , , , , uid, , inode] = row.trim().split(/\s+/)
    // A socket that nobody holds any more is listed as root's, without an inode.
    if (sockets.includes(`${local} ${remote}`) && inode !== '0') return Number(uid)
  }
  return null
}

function readTable(table: string): string[] {
  try {
    return readFileSync(table, 'utf8').split('\n')
  } catch (error) {
    // A kernel without IPv6 has one table only.
    if (table === TABLES[0]) throw error
    return []
  }
}

const hex = (port: number | undefined) => (port ?? 0).toString(16).toUpperCase().padStart(4, '0')
