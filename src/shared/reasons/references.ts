/** What can keep a secret for a connector, by the start of the reference that names it there. */
export type ReferenceKind = 'op' | 'env' | 'file' | 'cmd'

/** Why a reference gave no secret. */
export type ReferenceProblem = 'unconfirmed' | 'missing' | 'no_program' | 'failed' | 'slow' | 'empty' | 'large'

/** Characters of a reference. */
export const MAX_REFERENCE = 2000

/**
 * The kind of a reference to a secret that is kept elsewhere: `op://VAULT/ITEM/FIELD` (1Password), `env:NAME`,
 * `file:/ABSOLUTE/PATH`, or `cmd:PROGRAM ARGUMENTS`; null for a text that is none.
 */
export function referenceKind(text: string): ReferenceKind | null {
  if (/^op:\/\/[^/\s][^/]*\/[^/]+\/.+$/.test(text)) return 'op'
  if (/^env:[A-Za-z_]\w*$/.test(text)) return 'env'
  if (/^file:(\/|[A-Za-z]:[\\/]).+$/.test(text)) return 'file'
  return text.startsWith('cmd:') && commandWords(text.slice('cmd:'.length)) !== null ? 'cmd' : null
}

/** A program with its arguments. Quotes keep blanks together and are all that is read in it; null where one is not closed. */
export function commandWords(command: string): string[] | null {
  if (!/^(?:[^'"]|'[^']*'|"[^"]*")*$/.test(command)) return null
  const words = command.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? []
  return words.length === 0 ? null : words.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'))
}

/** The sentence for a reference that gave no secret. */
export function referenceProblem({ why, reference }: { why: ReferenceProblem; reference: string }): string {
  const kind = referenceKind(reference)
  switch (why) {
    case 'unconfirmed':
      return `The reference ${reference} came from elsewhere. Confirm it, or enter the secret`
    case 'missing':
      return kind === 'env'
        ? `Patchbay was started without the variable ${reference.slice('env:'.length)}. Set it, and start Patchbay again`
        : `There is no file that can be read at ${reference.slice('file:'.length)}. Check the path`
    case 'no_program':
      return kind === 'op'
        ? 'The program op of 1Password was not there. Install it, and add its folder to PATH'
        : `The program of ${reference} was not there. Check its name`
    case 'failed':
      return `${reference} gave no secret. Run its command yourself to see why`
    case 'slow':
      return `${reference} gave no secret in time. It may be waiting for somebody to unlock it`
    case 'empty':
      return `${reference} is empty. Check it where it is kept`
    case 'large':
      return `${reference} has more than a secret can have. Check it where it is kept`
  }
}
