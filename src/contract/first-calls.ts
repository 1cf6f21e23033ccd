/** What a page asks for before its screens are loaded, whichever workspace it opens. */
export const FIRST_CALLS = ['workspaces.list', 'session.get', 'catalog.list'] as const

/** What it asks for besides, with the workspace that it opens. */
export const FIRST_LIST = 'connectors.list'

/** The workspace that an address of the screens begins with, and the rest of it. */
export const WORKSPACE_PATH = /^\/w\/([^/?]+)(.*)$/
