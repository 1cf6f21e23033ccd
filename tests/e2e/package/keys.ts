import { generateKeyPairSync } from 'node:crypto'

/** The keys of who publishes, as the environment of a build has them. */
export function createKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    PATCHBAY_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    PATCHBAY_UPDATE_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
