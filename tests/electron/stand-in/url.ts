const SUFFIX = '.app.invalid'

/** Chromium does not know the scheme app:, so that app://patchbay/ is shown to it as https://patchbay.app.invalid/. */
export const toPageUrl = (url: string): string => url.replace(/^app:\/\/([^/?#]*)/, `https://$1${SUFFIX}`)

/** The URL as the program knows it. */
export const toProgramUrl = (url: string): string =>
  url.replace(/^https:\/\/([^/?#]*)\.app\.invalid(?=[/?#]|$)/, 'app://$1')
