import type { ErrorEntry } from '../reasons/error-reason.ts'
import { type Refusal, refusals } from './refusals.ts'

interface Refused {
  why: string
  commit: string
  by: string
  words: string
}

/** Why a workspace cannot be shared, joined or synchronised. */
export const sharingReasons = {
  no_git: {
    code: 'unavailable',
    sentence: () => 'git was not found on this computer. Install it from git-scm.com, then try again',
  },
  bad_remote: {
    code: 'invalid',
    sentence: () => 'Use the address of a git repository: https, ssh or a folder, without a password in it',
  },
  folder_from_elsewhere: {
    code: 'forbidden',
    sentence: () =>
      'A folder is taken in the desktop program and on the command line of this computer. Use an https or ssh address here',
  },
  remote_offline: {
    code: 'unavailable',
    sentence: ({ detail }: { detail: string }) =>
      `The repository cannot be reached. Changes wait on this computer. git reports: ${detail}`,
  },
  remote_denied: {
    code: 'unavailable',
    sentence: ({ detail }: { detail: string }) =>
      `The repository does not let you in. Check your ssh key or credential helper with git itself. Changes wait on this computer. git reports: ${detail}`,
  },
  remote_refuses: {
    code: 'unavailable',
    sentence: ({ detail }: { detail: string }) =>
      `The repository does not accept the changes, which wait on this computer. git reports: ${detail}`,
  },
  remote_busy: {
    code: 'conflict',
    sentence: () => 'Others are sending changes at the moment. Yours wait on this computer. Try again',
  },
  remote_used: {
    code: 'conflict',
    sentence: () => 'This repository is not empty. Choose an empty one, or join the workspace in it',
  },
  remote_empty: {
    code: 'conflict',
    sentence: () => 'This repository is empty. Ask the person who shared the workspace for its address',
  },
  remote_newer: {
    code: 'conflict',
    sentence: () => 'This workspace was shared by a newer version of Patchbay. Update Patchbay, then try again',
  },
  sharing_needs_directory: {
    code: 'unavailable',
    sentence: () => 'A workspace can only be shared from a data directory, and this program keeps nothing',
  },
  not_shared: { code: 'not_found', sentence: () => 'This workspace is not shared' },
  shared_already: {
    code: 'conflict',
    sentence: () => 'This workspace is shared already. Stop sharing first to use another repository',
  },
  shared_here: {
    code: 'conflict',
    sentence: () => 'This workspace is here already. Open it, or delete it for good before you join it again',
  },
  shared_no_member: {
    code: 'forbidden',
    sentence: ({ name }: { name: string }) =>
      `You are not among the people of this workspace, or not any more. Ask ${name} for a new invitation`,
  },
  shared_no_admin: {
    code: 'forbidden',
    sentence: () => 'You are no administrator of this workspace any more. Your changes stay on this computer',
  },
  shared_key: {
    code: 'locked',
    sentence: () => 'The key of this workspace does not open with yours. Ask an owner to invite you again',
  },
  shared_old_secrets: {
    code: 'conflict',
    sentence: ({ count }: { count: number }) =>
      `${count === 1 ? 'A secret is' : `${count} secrets are`} under an older key or cannot be read. Finish the rotation or enter them again, then share`,
  },
  shared_identity_needed: {
    code: 'invalid',
    sentence: () => 'Name the identity of the person: a shared workspace knows everybody by their own key',
  },
  invitation_not_shared: {
    code: 'invalid',
    sentence: () => 'This invitation is for a workspace that is not shared. Use it on the data that it was made for',
  },
  invitation_shared: {
    code: 'conflict',
    sentence: ({ remote }: { remote: string }) => `This invitation is for a shared workspace. Join it at ${remote}`,
  },
  no_conflict: { code: 'not_found', sentence: () => 'Nothing waits for this choice' },
  no_exposure: {
    code: 'not_found',
    sentence: () => 'This secret has a new value, or its connector is not here. There is nothing to keep',
  },
  several_exposures: {
    code: 'invalid',
    sentence: ({ paths }: { paths: string[] }) =>
      `Several secrets are to be replaced: ${paths.join(', ')}. Name one with --path`,
  },
  several_conflicts: {
    code: 'invalid',
    sentence: ({ fields }: { fields: string[] }) =>
      `Several values wait: ${fields.join(', ')}. Name one with --field and --by`,
  },
  not_refused: { code: 'conflict', sentence: () => 'Everything in the repository is accepted' },
  history_refused: {
    code: 'conflict',
    sentence: ({ why, commit, by, words }: Refused) =>
      `What was pushed to the repository is not accepted, because ${refusals[why as Refusal] ?? why}${
        commit === ''
          ? ''
          : `: commit ${commit}${by === '' ? '' : ` in the name of ${by}`}${words === '' ? '' : `, "${words}"`}`
      }. Nothing here was changed`,
  },
} satisfies Record<string, ErrorEntry>
