import { isSignatureOf } from '../../secrets/person/keys.ts'

/** How the end of a history is signed, with the key of the person who works with the program. */
export interface Signing {
  /** Null while the person's key is closed. */
  sign(text: string): { by: string; key: string; signature: string } | null
  /**
   * What a signature of a text is: of the key that its person has now, of the one in `key` that they had before, or of none;
   * null where no key of the person is known.
   */
  verify(by: string, text: string, signature: string, key: string | null): Verdict | null
}

type Verdict = 'present' | 'former' | 'wrong'

interface Deps {
  /** The person who works with the program, with their public Ed25519 key; null where they have none. */
  me: () => { id: string; key: string | null } | null
  /** Null while their key is closed. */
  sign: (bytes: Uint8Array) => Buffer | null
  /** The public Ed25519 key of a person; null where they have none. */
  publicKeyOf: (personId: string) => string | null
}

/** Signs with Ed25519; signatures are base64. */
export const createSigning = ({ me, sign, publicKeyOf }: Deps): Signing => ({
  sign: (text) => {
    const signature = sign(Buffer.from(text))
    const person = me()
    return signature && person?.key ? { by: person.id, key: person.key, signature: signature.toString('base64') } : null
  },
  verify: (by, text, signature, former) => {
    const fits = (key: string) => isSignatureOf(key, Buffer.from(text), Buffer.from(signature, 'base64'))
    const present = publicKeyOf(by)
    if (present === null && former === null) return null
    if (present !== null && fits(present)) return 'present'
    return former !== null && former !== present && fits(former) ? 'former' : 'wrong'
  },
})

/** What a signature is made for: how long a history is, and the hash of its last row. */
export const headText = ({ workspaceId, count, hash }: { workspaceId: string; count: number; hash: string }): string =>
  `patchbay activity\n${workspaceId}\n${count}\n${hash}`
