import type { ErrorBody } from '../../../src/contract/errors.ts'
import type { CodeFile } from '../../../src/contract/groups/files/workspace-code.ts'
import type { AppApi } from '../../../src/contract/index.ts'
import type { FileFault } from '../../../src/shared/files/file-faults.ts'
import { faultLine } from '../../../src/shared/files/fault-wording.ts'

/** All files of an export. */
export const exportFrom = async (api: AppApi, id: string): Promise<CodeFile[]> => {
  const files: CodeFile[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<AppApi['workspaceCode']['export']>> = await api.workspaceCode.export({
      ...{ workspaceId: id },
      ...(after !== null && { after }),
    })
    files.push(...page.files)
    after = page.next
  } while (after !== null)
  return files
}

export interface Options {
  auth?: Record<string, Record<string, unknown>>
  prune?: boolean
  keepIds?: boolean
  keep?: string[]
}

export const upload = (api: AppApi, id: string, files: CodeFile[], auth: Options['auth'] = {}) =>
  api.workspaceCode.upload({ workspaceId: id, files: files.filter(({ path }) => path.endsWith('.yaml')), auth })
export const plan = async (api: AppApi, id: string, files: CodeFile[], { auth, ...options }: Options = {}) =>
  api.workspaceCode.plan({ workspaceId: id, ...(await upload(api, id, files, auth)), ...options })
export const apply = async (api: AppApi, id: string, files: CodeFile[], { auth, ...options }: Options = {}) =>
  api.workspaceCode.apply({ workspaceId: id, ...(await upload(api, id, files, auth)), ...options })
/** One file. */
export const file = (text: string, path = 'one.yaml'): CodeFile[] => [{ path, text }]
/** What is wrong with files, as the command line prints it. */
export const linesOf = ({ values }: Pick<ErrorBody, 'values'>): string[] =>
  (values['problems'] as FileFault[]).map((fault) => faultLine(fault))
