/** Paths that open a screen. */
const SCREENS = new Set(['/', '/catalog', '/installed'])

/** The file behind a URL path: every screen is the same page. */
export const screenFile = (path: string): string => (SCREENS.has(path) ? '/index.html' : path)
