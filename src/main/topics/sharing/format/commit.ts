import { refused } from '../verify/refusal.ts'
import { sshSignature, sshSigner } from './signature.ts'

/** Who signs commits, with their Ed25519 key. */
export interface Signer {
  memberId: string
  name: string
  ed25519: string
  sign(bytes: Uint8Array): Buffer
}

interface NewCommit {
  tree: string
  parent: string | null
  /** What changed, the first line in words that stand alone. */
  words: string
  at: Date
}

/** A commit as it was read; who it is by counts only once the signature is theirs. */
export interface Commit {
  tree: string
  parent: string | null
  memberId: string
  name: string
  /** Seconds since 1970 by the clock of the one who made it: to be shown, never to decide anything. */
  at: number
  words: string
  /** The change that it makes; null for one that is no change of connectors. */
  changeId: string | null
  /** The public key that signed it; null for a signature that does not fit. */
  signedBy(): string | null
}

const TRAILER = 'Change: '

/** The words of a commit with the id of its change, by which a change that was sent twice is recognised. */
export const withChangeId = (words: string, changeId: string): string => `${words}\n\n${TRAILER}${changeId}\n`

/** A commit object with an SSH signature, as `git commit -S` makes one. */
export function writeCommit(
  { memberId, name, ed25519, sign }: Signer,
  { tree, parent, words, at }: NewCommit,
  namespace?: string,
): Buffer {
  const visible = name.replaceAll(/[<>\p{Cc}]/gu, ' ').trim() || '?'
  const who = `${visible} <${memberId}@patchbay> ${Math.floor(at.getTime() / 1000)} +0000`
  const head = `tree ${tree}\n${parent === null ? '' : `parent ${parent}\n`}author ${who}\ncommitter ${who}\n`
  const signature = sshSignature(Buffer.from(`${head}\n${words}`), ed25519, sign, namespace)
  return Buffer.from(`${head}gpgsig ${signature.trimEnd().replaceAll('\n', '\n ')}\n\n${words}`)
}

/** The one shape of a commit, without any other header: at most one parent, author and committer alike, one signature. */
const SHAPE =
  /^(tree ([0-9a-f]{40})\n(?:parent ([0-9a-f]{40})\n)?author (([^<>\n]+) <([0-9a-z]{1,64})@patchbay> ([0-9]{1,11}) \+0000)\ncommitter ([^\n]+)\n)gpgsig (-----BEGIN SSH SIGNATURE-----\n(?: [A-Za-z0-9+/=]+\n)+ -----END SSH SIGNATURE-----)\n\n([^]*)$/
const CHANGE = /^Change: ([0-9a-z-]{1,64})$/m

/** Reads a commit object. Throws `history_refused` for one that is not of the one shape. */
export function readCommit(body: Buffer): Commit {
  const text = body.toString('utf8')
  const match = SHAPE.exec(text)
  if (!match || !Buffer.from(text).equals(body)) throw refused('form')
  const [, head = '', tree = '', parent, author, name = '', memberId = '', at, committer, signature = '', words = ''] =
    match
  if (author !== committer) throw refused('author')
  return {
    ...{ tree, parent: parent ?? null, memberId, name, at: Number(at), words },
    changeId: CHANGE.exec(words)?.[1] ?? null,
    signedBy: () => sshSigner(`${signature.replaceAll('\n ', '\n')}\n`, Buffer.from(`${head}\n${words}`)),
  }
}
