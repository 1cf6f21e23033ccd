/** Paths that open a screen; the screens know which workspaces and tabs there are. */
const SCREEN = /^\/(?:catalog|installed|activity|workspace|overview|settings|w\/[\w-]+(?:\/[\w-]+)?)?$/

/** The file behind a URL path: every screen is the same page. */
export const screenFile = (path: string): string => (SCREEN.test(path) ? '/index.html' : path)
