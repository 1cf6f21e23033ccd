import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '../test-app.ts'

/** A certificate with its key, as PEM. */
export interface Certificate {
  cert: string
  key: string
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** An issuer of certificates that nobody else trusts; needs the `openssl` of the system. */
export function createIssuer() {
  const directory = temporaryDirectory()
  const at = (name: string) => join(directory.path, name)
  const openssl = (...args: string[]) => void execFileSync('openssl', args, { stdio: 'pipe' })
  const read = (name: string) => readFileSync(at(name), 'utf8')
  const subject = (name: string) => ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  openssl(
    ...['req', '-x509', ...KEY, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Issuer of a test'],
    ...['-days', '30', '-addext', 'keyUsage=keyCertSign'],
  )
  let count = 0

  return {
    ca: read('ca.pem'),
    /** A certificate for a host name; fewer than no days make one that has expired. */
    issue(name: string, days = 30): Certificate {
      const file = `${count++}`
      openssl('req', '-new', ...KEY, '-keyout', at(`${file}.key`), '-out', at(`${file}.csr`), ...subject(name))
      openssl(
        ...['x509', '-req', '-in', at(`${file}.csr`), '-CA', at('ca.pem'), '-CAkey', at('ca.key')],
        ...['-days', String(days), '-copy_extensions', 'copy', '-out', at(`${file}.pem`)],
      )
      return { cert: read(`${file}.pem`), key: read(`${file}.key`) }
    },
    /** A certificate that is its own issuer. */
    selfSigned(name: string): Certificate {
      const file = `${count++}`
      openssl('req', '-x509', ...KEY, '-keyout', at(`${file}.key`), '-out', at(`${file}.pem`), ...subject(name))
      return { cert: read(`${file}.pem`), key: read(`${file}.key`) }
    },
    [Symbol.dispose]: directory[Symbol.dispose],
  }
}
