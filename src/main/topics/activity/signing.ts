import { isSignatureOf } from '../../secrets/person/keys.ts'

/** How the end of a history is signed, with the key of the person who works with the program. */
export interface Signing {
  /** Null while the person's key is closed. */
  sign(text: string): { by: string; signature: string } | null
  /** Whether a person has signed a text; null for a person whose public key is not known. */
  verify(by: string, text: string, signature: string): boolean | null
}

interface Deps {
  /** The person who works with the program. */
  me: () => { id: string } | null
  /** Null while their key is closed. */
  sign: (bytes: Uint8Array) => Buffer | null
  /** The public Ed25519 key of a person; null where they have none. */
  publicKeyOf: (personId: string) => string | null
}

/** Signs with Ed25519; signatures are base64. */
export const createSigning = ({ me, sign, publicKeyOf }: Deps): Signing => ({
  sign: (text) => {
    const signature = sign(Buffer.from(text))
    const person = signature && me()
    return person ? { by: person.id, signature: signature.toString('base64') } : null
  },
  verify: (by, text, signature) => {
    const key = publicKeyOf(by)
    return key === null ? null : isSignatureOf(key, Buffer.from(text), Buffer.from(signature, 'base64'))
  },
})

/** What a signature is made for: how long a history is, and the hash of its last row. */
export const headText = ({ workspaceId, count, hash }: { workspaceId: string; count: number; hash: string }): string =>
  `patchbay activity\n${workspaceId}\n${count}\n${hash}`
