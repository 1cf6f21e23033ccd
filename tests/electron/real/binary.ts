import { findBinary } from '../../../src/main/hosts/cli/electron.ts'
import { projectPath } from '../../helpers/paths.ts'

/** Electron's binary, or null where it is not installed. */
export const electronBinary = (): string | null => findBinary(projectPath(''))
