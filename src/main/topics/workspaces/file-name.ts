const MAX_LENGTH = 60

/** A workspace's name as part of a file name that every system accepts: `Ärzte & Co.` becomes `ärzte-co`. */
export const toFileName = (workspaceName: string): string =>
  workspaceName
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_LENGTH) || 'workspace'
