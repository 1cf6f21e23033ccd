import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { CaProblem } from '../../shared/services/ca-problems.ts'
import { errnoOf } from './file-errors.ts'

/** A bundle of all public issuers has about 250 kB. */
const MAX_BYTES = 2 * 1024 * 1024

/** The certificates of a PEM file, or why there are none. Every one of them has to be right. */
export function readCaFile(path: string): X509Certificate[] | CaProblem {
  try {
    const stats = statSync(path)
    // Reading what is no file, such as a pipe, might never end.
    if (!stats.isFile() || stats.size > MAX_BYTES) return 'no_certificates'
    return certificatesIn(readFileSync(path, 'latin1'))
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '') ? 'missing' : 'unreadable'
  }
}

/** The certificates in a PEM text. */
function certificatesIn(pem: string): X509Certificate[] | 'no_certificates' {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    return blocks.length === 0 ? 'no_certificates' : blocks.map((block) => new X509Certificate(block))
  } catch {
    return 'no_certificates'
  }
}
