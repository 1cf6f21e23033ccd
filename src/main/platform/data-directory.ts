import { appError } from '../../shared/errors.ts'
import { usualDataDir } from './usual-directory.ts'

/** Where the data is kept unless another directory is named, as each system has it. */
export function defaultDataDir(...input: Parameters<typeof usualDataDir>): string {
  const directory = usualDataDir(...input)
  if (directory === null) throw appError('no_home')
  return directory
}
