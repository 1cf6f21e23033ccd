/** What can be wrong with a file of certificates, as a sentence goes on after its path. */
export const caProblems = {
  missing: 'is not there',
  unreadable: 'cannot be read',
  no_certificates: 'has no certificates, or damaged ones',
}

export type CaProblem = keyof typeof caProblems
