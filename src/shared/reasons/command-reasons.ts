import { megabytes, plural } from '../words.ts'
import type { ErrorEntry } from './error-reason.ts'

const invalid = <Sentence extends (values: never) => string>(sentence: Sentence) => ({
  code: 'invalid' as const,
  sentence,
})

interface InFile {
  file: string
}

/** A name that nothing has, and names like it that something has. */
interface Unknown {
  name: string
  similar: string[]
}

const orSimilar = ({ similar }: Unknown) => (similar.length === 0 ? '' : `. Names like it: ${similar.join(', ')}`)

/** What the words of a command get wrong, beyond what its own help says. */
export const commandReasons = {
  /** `words` are those of the reader of the command line. */
  usage: invalid(({ words }: { words: string }) => words),
  /** `words` are of the system or a library. */
  command_failed: { code: 'internal', sentence: ({ words }: { words: string }) => words },
  take_or_refuse: invalid(() => 'Either take the answer with --yes or refuse it with --refuse'),
  no_input_file: invalid(({ file }: InFile) => `There is no file ${file}`),
  unreadable_input_file: invalid(({ file }: InFile) => `The file ${file} cannot be read`),
  bad_input_json: invalid(
    ({ file, line, column }: InFile & { line: number; column: number }) =>
      `${file} is not valid JSON (line ${line}, column ${column})`,
  ),
  no_json_object: invalid(({ file }: InFile) => `${file} must hold a JSON object`),
  not_a_regular_file: invalid(({ file }: InFile) => `${file} is not a regular file; name another`),
  in_data_directory: invalid(
    ({ path }: { path: string }) =>
      `${path} is a part of the data directory, where Patchbay keeps its own files; name another place`,
  ),
  directory_named: invalid(({ file }: InFile) => `${file} is a directory; name a file`),
  large_input_file: invalid(
    ({ file, size, limit }: InFile & { size: number; limit: number }) =>
      `${file} has ${megabytes(size)}; a file may have ${megabytes(limit)}`,
  ),
  no_backup_file: invalid(
    ({ file }: InFile) =>
      `There is no file ${file}. Names from \`backup list\` end in .db; anything else is read as a file`,
  ),
  not_a_backup_file: invalid(({ file }: InFile) => `${file} is not a file`),
  bad_assignment: invalid(() => 'Write a setting as NAME=VALUE, such as --set site_url=https://example.com'),
  secret_in_words: invalid(
    ({ path }: { path: string }) =>
      `${path} is a secret, and other programs can read the words of a command. Put it into a file: --auth FILE`,
  ),
  file_in_the_way: {
    code: 'conflict',
    sentence: ({ file }: InFile) =>
      `${file} is there already. Name another directory with --out, or replace it with --force`,
  },
  no_entry_named: {
    code: 'not_found',
    sentence: (values: Unknown) => `There is no catalog entry ${values.name}${orSimilar(values)}`,
  },
  one_standard_input: invalid(() => 'Only one of --config and --auth can read standard input'),
  key_and_name_needed: invalid(() => 'A bare JSON Schema needs both --key and --name'),
  test_hours_unknown: { code: 'invalid', sentence: () => 'Name a time in hours: off, 1, 6 or 24' },
  idle_minutes_unknown: { code: 'invalid', sentence: () => 'Name a time in minutes: off, 5, 15 or 60' },
  secret_value_needed: invalid(
    () => 'Name a file with the new value, --value-file FILE, or where it is kept, --reference env:NAME for example',
  ),
  no_reference_there: invalid(({ path }: { path: string }) => `The secret ${path} has no reference to confirm`),
  passphrase_file_needed: invalid(() => 'Name a file with the recovery passphrase: --passphrase-file FILE'),
  backup_passphrase_needed: invalid(
    () =>
      'Name a file with the passphrase of the backup: --backup-passphrase-file FILE, or PATCHBAY_BACKUP_PASSPHRASE_FILE',
  ),
  confirm_start_over: invalid(
    ({ name }: { name: string }) => `Starting over loses the secrets. Confirm it with --confirm "${name}"`,
  ),
  confirm_empty_trash: invalid(
    ({ name }: { name: string }) =>
      `This deletes everything in the trash for good. Confirm it with --confirm "${name}"`,
  ),
  confirm_delete_workspace: invalid(
    ({ name, connectors }: { name: string; connectors: number }) =>
      `This moves the workspace ${name} with ${plural(connectors, 'connector', 'connectors')} to the trash. Confirm it with --yes`,
  ),
  confirm_forget_workspaces: invalid(
    () => 'This deletes the workspaces with their connectors, secrets and history for good. Confirm it with --yes',
  ),
  production_unnamed: invalid(
    ({ name }: { name: string }) =>
      `The workspace ${name} is marked as production. Name it to do this: --workspace "${name}"`,
  ),
  target_needed: {
    code: 'conflict',
    sentence: ({ name }: { name: string }) =>
      `A workspace named ${name} already exists. Restore into it with --into "${name}", or into a new one with another name there`,
  },
  one_target_for_several: invalid(() => 'The backup has several workspaces, so --into cannot say where they go'),
  connectors_or_all: invalid(() => 'Name connectors, or all of them with --all'),
  connectors_needed: invalid(() => 'Name connectors, or a catalog entry with --entry'),
  several_workspaces: invalid(
    ({ names }: { names: string[] }) => `Name one of your workspaces with --workspace: ${names.join(', ')}`,
  ),
  no_workspaces: {
    code: 'not_found',
    sentence: () => 'There is no workspace yet. Create one with `patchbay workspace create NAME`',
  },
  /** `founder` is empty where it is the person who asks, or not known. */
  other_account: {
    code: 'not_found',
    sentence: ({ founder, person }: { founder: string; person: string }) =>
      `This data belongs to ${founder || 'other people'}, and none of its workspaces is open to ${person}. Join one with ` +
      'an invitation (`patchbay person show` prints the identity that it is made for, `patchbay member join FILE` uses ' +
      'it) or with its recovery passphrase (`patchbay member join --passphrase-file FILE`), or restore a backup of a ' +
      'workspace with `patchbay backup restore FILE`, which makes a copy of your own',
  },
  no_workspace_named: {
    code: 'not_found',
    sentence: (values: Unknown) => `There is no workspace named ${values.name}${orSimilar(values)}`,
  },
  no_connector_named: {
    code: 'not_found',
    sentence: (values: Unknown) => `There is no connector named ${values.name} in this workspace${orSimilar(values)}`,
  },
  nobody_named: {
    code: 'not_found',
    sentence: (values: Unknown) => `Nobody named ${values.name} is in the activity${orSimilar(values)}`,
  },
  not_in_trash: {
    code: 'not_found',
    sentence: ({ name }: { name: string }) => `There is no connector named ${name} in the trash`,
  },
  workspace_not_in_trash: {
    code: 'not_found',
    sentence: ({ name }: { name: string }) => `No workspace of yours named ${name} is in the trash`,
  },
  command_cancelled: { code: 'unavailable', sentence: () => 'The command was cancelled' },
  old_node: {
    code: 'unavailable',
    sentence: ({ oldest, version }: { oldest: number; version: string }) =>
      `Patchbay needs Node ${oldest} or later, and this is Node ${version}. ` +
      'In the project itself, `npm run -s patchbay --` uses the Node that it needs',
  },
  electron_ended: {
    code: 'internal',
    sentence: ({ status }: { status: number }) => `Electron ended with code ${status}`,
  },
} satisfies Record<string, ErrorEntry>
