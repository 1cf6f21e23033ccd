import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
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
    /** A certificate for a host name that begins to be valid with the next year. */
    issueForLater(name: string): Certificate {
      const file = `${count++}`
      openssl('req', '-new', ...KEY, '-keyout', at(`${file}.key`), '-out', at(`${file}.csr`), ...subject(name))
      writeFileSync(at('index.txt'), '')
      const settings = [
        ...[
          '[ca]',
          'default_ca = issuer',
          '[issuer]',
          `database = ${at('index.txt')}`,
          `new_certs_dir = ${directory.path}`,
        ],
        ...[
          `certificate = ${at('ca.pem')}`,
          `private_key = ${at('ca.key')}`,
          'default_md = sha256',
          'rand_serial = yes',
        ],
        ...['policy = any', 'copy_extensions = copy', '[any]', 'commonName = supplied'],
      ]
      writeFileSync(at('ca.cnf'), settings.join('\n'))
      const year = new Date().getUTCFullYear()
      openssl(
        ...['ca', '-batch', '-notext', '-config', at('ca.cnf'), '-in', at(`${file}.csr`), '-out', at(`${file}.pem`)],
        ...['-startdate', `${year + 1}0101000000Z`, '-enddate', `${year + 2}0101000000Z`],
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
