import { generateKeyPairSync } from 'node:crypto'

/** The publisher's keys as environment variables of a build. */
export function createKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    PATCHBAY_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    PATCHBAY_UPDATE_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
