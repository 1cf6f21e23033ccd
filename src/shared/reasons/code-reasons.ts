import { faultLine } from '../files/fault-wording.ts'
import type { FileFault } from '../files/file-faults.ts'
import { plural } from '../words.ts'
import type { ErrorEntry } from './error-reason.ts'

/** Why files are not made into a workspace. */
export const codeReasons = {
  bad_code: {
    code: 'invalid',
    sentence: ({ problems, more }: { problems: FileFault[]; more: number }) =>
      `Nothing was changed, as the files have mistakes:\n${problems.map((fault) => `  ${faultLine(fault)}`).join('\n')}${more > 0 ? `\n  and ${more} more` : ''}`,
  },
  plan_stale: {
    code: 'conflict',
    sentence: () => 'Connectors of this workspace have changed since the plan was made. Make a new plan',
  },
  no_code_upload: { code: 'not_found', sentence: () => 'These files are no longer here. Upload them again' },
  large_code: {
    code: 'invalid',
    sentence: ({ limit }: { limit: number }) => `The files have more than ${limit} MB`,
  },
  one_way_to_open: {
    code: 'invalid',
    sentence: () => 'Name either recipients or a passphrase that open the secrets',
  },
  confirm_apply: {
    code: 'invalid',
    sentence: ({ count }: { count: number }) =>
      `This changes ${plural(count, 'connector', 'connectors')}. Repeat the command in a terminal, or with --yes`,
  },
  not_a_folder: {
    code: 'invalid',
    sentence: ({ path }: { path: string }) => `${path} is not a folder. Name another`,
  },
  unfinished_export: {
    code: 'conflict',
    sentence: ({ path }: { path: string }) =>
      `The last export into ${path} did not finish, so it holds files of two of them. Repeat the export`,
  },
  no_code_files: {
    code: 'invalid',
    sentence: ({ path }: { path: string }) => `${path} has no YAML file that describes a connector`,
  },
  nothing_described: {
    code: 'invalid',
    sentence: () =>
      'No file describes a connector, so every connector of the workspace would be deleted. Check the files, or delete connectors one by one',
  },
  bad_auth_file: {
    code: 'invalid',
    sentence: ({ file }: { file: string }) =>
      `${file} must hold secrets by connector and path, as {"Company blog": {"auth.access_token": "…"}}`,
  },
  sealed_auth_file: {
    code: 'invalid',
    sentence: ({ file }: { file: string }) =>
      `${file} is encrypted. Name the file with its passphrase with --auth-passphrase-file, or decrypt it with age and name -`,
  },
} satisfies Record<string, ErrorEntry>
