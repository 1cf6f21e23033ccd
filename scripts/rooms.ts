/** The TypeScript programs of the project, one per room. */
export const ROOMS = ['src/contract', 'src/main', 'src/preload', 'src/renderer', 'tests']
