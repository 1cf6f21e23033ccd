/** A host with a dot, and what may follow it: no scheme, no spaces, no person before an @. */
const BARE_HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/u

/** An address with `https://` before it where somebody left out the scheme; any other text as it is. */
export const withScheme = (text: string): string => (BARE_HOST.test(text) ? `https://${text}` : text)
