import type { CaProblem } from '../../services/ca-problems.ts'

/** What can be wrong with a file of certificates, as a sentence goes on after its path. */
export const certificateProblems: Record<CaProblem, string> = {
  missing: 'ist nicht vorhanden',
  unreadable: 'ist nicht lesbar',
  no_certificates: 'enthält keine oder beschädigte Zertifikate',
}
