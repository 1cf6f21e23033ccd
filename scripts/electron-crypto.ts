import { execFileSync } from 'node:child_process'
import { findBinary } from '../src/main/hosts/cli/electron.ts'
import { join } from 'node:path'

/** The crypto of one Electron. It is BoringSSL, which lacks many algorithms of Node's OpenSSL. */
export interface ElectronCrypto {
  electron: string
  node: string
  ciphers: string[]
  hashes: string[]
  curves: string[]
  /** The supported types of keys. */
  keys: string[]
}

/** Runs in Electron itself. */
const PROBE = `
  const crypto = require('node:crypto')
  const { electron, node } = process.versions
  const options = { modulusLength: 2048, namedCurve: 'P-256', group: 'modp14' }
  const types = ['rsa', 'rsa-pss', 'dsa', 'ec', 'ed25519', 'ed448', 'x25519', 'x448', 'dh']
  const keys = types.filter((type) => {
    try {
      return crypto.generateKeyPairSync(type, options)
    } catch {
      return false
    }
  })
  const ciphers = crypto.getCiphers()
  const hashes = crypto.getHashes()
  console.log(JSON.stringify({ electron, node, ciphers, hashes, curves: crypto.getCurves(), keys }))
`

/** Runs an Electron binary to read what its crypto supports. */
export function readElectronCrypto(binary: string): ElectronCrypto {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return JSON.parse(execFileSync(binary, ['--eval', PROBE], { env, encoding: 'utf8' })) as ElectronCrypto
}

if (import.meta.main) {
  const binary = process.env['PATCHBAY_ELECTRON'] ?? findBinary(join(import.meta.dirname, '..'))
  if (!binary) throw new Error('There is no Electron. Set PATCHBAY_ELECTRON to its path')
  console.log(JSON.stringify(readElectronCrypto(binary), null, 2))
}
