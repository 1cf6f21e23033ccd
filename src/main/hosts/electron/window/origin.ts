export const SCHEME = 'app'
export const ORIGIN = `${SCHEME}://patchbay`

/** Whether a URL is one of the program's own. A standard scheme has a host, but URL gives it no origin to compare. */
export function isOwnUrl(text: string): boolean {
  const url = URL.parse(text)
  return url?.protocol === `${SCHEME}:` && url.host === 'patchbay'
}
