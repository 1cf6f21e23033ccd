import { fileURLToPath } from 'node:url'

/** An absolute path inside the project. */
export const projectPath = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
