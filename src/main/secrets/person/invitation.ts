import type { Identity, Stanza } from 'age-encryption'
import * as z from 'zod'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { Id, Instant, Name } from '../../../contract/common.ts'
import { appError, AppError, fieldError } from '../../../contract/errors.ts'
import { agePassphraseIdentity, agePassphraseRecipient } from '../passphrase/age.ts'
import { agePersonRecipient, unwrapFileKey } from './age.ts'
import { isSignatureOf, type PrivateKeys, publicKeysOf } from './keys.ts'

/** The newest format that this program writes and reads. */
const VERSION = 1
const SIGNED = 'patchbay invitation 1\n'

/** A data key on its way into an invitation or out of one. */
export const SharedKey = z.object({ keyId: Id, version: z.number(), text: z.string().max(200) })

export type SharedKey = z.infer<typeof SharedKey>

/** What an invitation says. */
const Invitation = z.object({
  format: z.literal('patchbay-invitation'),
  version: z.number(),
  id: Id,
  workspaceId: Id,
  workspaceName: z.string().max(300),
  /** Checked by the one who joins, who then can name a role that does not exist. */
  role: z.string().max(100),
  /** Whom it is for; null for somebody with the passphrase. */
  name: Name.nullable(),
  /** Who made it, by the key that signs it. */
  from: z.object({ personId: Id, name: Name, ed25519: z.string().max(100) }),
  issuedAt: Instant,
  expiresAt: Instant,
  /** For an owner or admin alone. */
  key: SharedKey.nullable(),
  /** Where a shared workspace is, and its first commit; its key is there, too. */
  shared: z.object({ remote: z.string().max(2000), root: z.string().max(100) }).optional(),
})

export type Invitation = z.infer<typeof Invitation>

/** The signature is over the exact text, which therefore is kept as one. */
const Envelope = z.strictObject({ invitation: z.string().max(20_000), signature: z.string().max(200) })

/** Who can open an invitation: the person of a public key, or somebody with a passphrase. */
type Opener = { x25519: string } | { passphrase: Passphrase }

/** What opens an invitation here. */
interface Means {
  /** The person's own keys; null where they are closed or there are none. */
  keys: PrivateKeys | null
  /** The passphrase that came with the invitation. */
  passphrase: Passphrase | undefined
}

/** The invitation as an age v1 file in its text form, which can be sent by mail. `sign` has the keys of its maker. */
export async function sealInvitation(
  invitation: Omit<Invitation, 'format' | 'version'>,
  opener: Opener,
  sign: (bytes: Uint8Array) => Uint8Array,
): Promise<string> {
  const { armor, Encrypter, Stanza } = await import('age-encryption')
  const text = JSON.stringify({ format: 'patchbay-invitation', version: VERSION, ...invitation })
  const signature = Buffer.from(sign(Buffer.from(SIGNED + text))).toString('base64url')
  const encrypter = new Encrypter()
  encrypter.addRecipient(
    'x25519' in opener ? agePersonRecipient(opener.x25519, Stanza) : agePassphraseRecipient(opener.passphrase, Stanza),
  )
  return armor.encode(await encrypter.encrypt(JSON.stringify({ invitation: text, signature })))
}

/**
 * What an invitation says, once it is whole and its signature is of the key that it names; whether that key is an owner's
 * is for the caller to see. Throws `invalid` where it is damaged or newer or the passphrase is missing or another one, and
 * `forbidden` where it is for another person.
 */
export async function openInvitation(file: string, means: Means): Promise<Invitation> {
  const { armor, Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addIdentity(identityOf(means))
  let text: string
  try {
    text = await decrypter.decrypt(armor.decode(file.trim()), 'text')
  } catch (error) {
    // The reasons of our own identities; anything else is what age says of bytes that are not as they were.
    throw error instanceof AppError ? error : appError('invitation_damaged')
  }
  const envelope = Envelope.safeParse(jsonOf(text)).data
  const value = envelope && jsonOf(envelope.invitation)
  if (isNewer(value)) throw appError('invitation_newer')
  const invitation = Invitation.safeParse(value).data
  if (!envelope || !invitation) throw appError('invitation_damaged')
  const signature = Buffer.from(envelope.signature, 'base64url')
  if (!isSignatureOf(invitation.from.ed25519, Buffer.from(SIGNED + envelope.invitation), signature))
    throw appError('invitation_damaged')
  return invitation
}

const identityOf = ({ keys, passphrase }: Means): Identity => ({
  unwrapFileKey: async (stanzas: Stanza[]) => {
    if (stanzas.some(({ args }) => args[0] === 'scrypt')) {
      if (passphrase === undefined) throw wrongPassphrase('required')
      return agePassphraseIdentity(passphrase, (problem) =>
        problem === 'wrong_passphrase' ? wrongPassphrase('wrong') : appError('invitation_damaged'),
      ).unwrapFileKey(stanzas)
    }
    const own = keys && { privateKey: keys.x25519, x25519: publicKeysOf(keys).x25519 }
    for (const stanza of own ? stanzas : []) {
      const fileKey = own && (await unwrapFileKey(stanza, own))
      if (fileKey) return fileKey
    }
    throw appError('invitation_other_person')
  },
})

const wrongPassphrase = (why: 'required' | 'wrong') =>
  appError(
    'invitation_passphrase',
    {},
    {
      fields: {
        invitationPassphrase: [
          why === 'required'
            ? fieldError('required', { title: 'Passphrase of the invitation', by: 'enter', own: 1 })
            : fieldError('wrong_passphrase', { opens: 'invitation' }),
        ],
      },
    },
  )

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

const isNewer = (value: unknown): boolean => {
  const start = Invitation.pick({ format: true, version: true }).safeParse(value)
  return start.success && start.data.version > VERSION
}
