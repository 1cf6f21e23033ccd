import { type CaProblem, caProblems } from '../services/ca-problems.ts'
import type { ErrorEntry } from './error-reason.ts'

interface Named {
  name: string
}

const ROLES = { owner: 'an owner', admin: 'an owner or admin', member: 'a member' }

const INPUT_PROBLEMS = {
  too_large: 'is too large',
  too_deep: 'is nested too deeply',
  too_many_values: 'has too many values',
  forbidden_name: 'has a property named __proto__',
  not_json: 'is not plain JSON',
}

/** Why a call is not answered, whatever it asks for. */
export const callReasons = {
  input: { code: 'invalid', sentence: () => 'Some fields need attention' },
  bad_input: {
    code: 'invalid',
    sentence: ({ why }: { why: keyof typeof INPUT_PROBLEMS }) => `The input ${INPUT_PROBLEMS[why]}`,
  },
  long_numbers: { code: 'invalid', sentence: () => 'A number has more digits than can be kept exactly' },
  workspace_needed: { code: 'invalid', sentence: () => 'Name a workspace' },
  unknown_procedure: { code: 'not_found', sentence: ({ name }: Named) => `There is no procedure named ${name}` },
  workspace_archived: {
    code: 'conflict',
    sentence: () => 'This workspace is archived and can only be read. Take it out of the archive to change it',
  },
  name_needed: {
    code: 'invalid',
    sentence: ({ name }: Named) =>
      `The workspace ${name} is marked as production. Give its name as workspaceName to do this`,
  },
  no_workspace: { code: 'not_found', sentence: () => 'There is no such workspace' },
  role_needed: {
    code: 'forbidden',
    sentence: ({ role }: { role: keyof typeof ROLES }) => `Only ${ROLES[role]} of a workspace can do this`,
  },
  no_token_may: {
    code: 'forbidden',
    sentence: () =>
      'A program with a token cannot do this; only a person can, in a window, the browser or the command line',
  },
  token_only_reads: {
    code: 'forbidden',
    sentence: ({ name }: Named) =>
      `The token ${name} only reads. Make one that writes with \`patchbay token create NAME --scope write\``,
  },
  token_of_workspaces: {
    code: 'forbidden',
    sentence: ({ name }: Named) =>
      `The token ${name} is for some workspaces only, and this is answered from all of them`,
  },
  unknown_token: {
    code: 'unauthenticated',
    sentence: () => 'This token is unknown or was revoked. Make another with `patchbay token create NAME`',
  },
  token_expired: {
    code: 'unauthenticated',
    sentence: ({ name, expiresOn }: Named & { expiresOn: string }) =>
      `The token ${name} expired after ${expiresOn}. Make another with \`patchbay token create NAME\``,
  },
  no_token: { code: 'not_found', sentence: () => 'You have no such token' },
  token_name_taken: { code: 'conflict', sentence: ({ name }: Named) => `You have a token named ${name} already` },
  founder_only: {
    code: 'forbidden',
    sentence: () => 'Only the person who created the data directory can do this',
  },
  desktop_only: { code: 'unavailable', sentence: () => 'Only a window of the desktop program can do this' },
  no_files: { code: 'unavailable', sentence: () => 'Files cannot be written here' },
  path_from_elsewhere: {
    code: 'forbidden',
    sentence: () =>
      'The path of such a file is chosen in a window of the desktop program, or with `patchbay targets keep --out FILE`',
  },
  settings_elsewhere: {
    code: 'forbidden',
    sentence: () =>
      'The network is set in a window of the desktop program, or with `patchbay settings network` on this computer',
  },
  ca_file_refused: {
    code: 'invalid',
    sentence: ({ file, problem }: { file: string; problem: CaProblem }) =>
      `${file} ${caProblems[problem]}. Choose a PEM file with at least one certificate`,
  },
  bad_uses_file: {
    code: 'invalid',
    sentence: ({ file }: { file: string }) =>
      `${file} does not say what targets are used for. Write {"source": "Broadcaster", "targets": [{"id": "…", "uses": ["…"]}]}`,
  },
  target_file_taken: {
    code: 'conflict',
    sentence: ({ file }: { file: string }) => `${file} is kept up to date already; choose another path`,
  },
  no_target_file: { code: 'not_found', sentence: () => 'There is no such file in this workspace' },
  no_envelope: {
    code: 'invalid',
    sentence: ({ format }: { format: string }) => `Only json and yaml have an envelope, not ${format}`,
  },
  program_closed: { code: 'unavailable', sentence: () => 'Patchbay is closed; start it again' },
  work_running: { code: 'unavailable', sentence: () => 'Other work is still running. Try again' },
  restoring: { code: 'unavailable', sentence: () => 'The database is being replaced. Try again in a moment' },
  unexpected: { code: 'internal', sentence: () => 'Something went wrong; nothing was changed' },

  no_activity: { code: 'not_found', sentence: () => 'There is no such entry in the activity of this workspace' },

  workspace_name_taken: { code: 'conflict', sentence: ({ name }: Named) => `A workspace named ${name} already exists` },
} satisfies Record<string, ErrorEntry>
