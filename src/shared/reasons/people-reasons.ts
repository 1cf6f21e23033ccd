import type { ErrorEntry } from './error-reason.ts'

interface Named {
  name: string
}

const AGAIN = 'Ask an owner of the workspace for a new one'

/** Why somebody cannot be invited, join, or be taken out of a workspace. */
export const peopleReasons = {
  invitation_damaged: {
    code: 'invalid',
    sentence: () => 'This is not a whole invitation. Choose the file that you were sent, or ask for it again',
  },
  invitation_newer: {
    code: 'invalid',
    sentence: () => 'This invitation was made by a newer version of Patchbay. Update Patchbay to use it',
  },
  invitation_other_person: {
    code: 'forbidden',
    sentence: () => 'This invitation is for another person. Ask for one for the identity that you have here',
  },
  invitation_passphrase: {
    code: 'invalid',
    sentence: () => 'This invitation opens with the passphrase that came with it',
  },
  invitation_expired: {
    code: 'conflict',
    sentence: ({ at }: { at: string }) => `This invitation expired at ${at}. ${AGAIN}`,
  },
  invitation_used: { code: 'conflict', sentence: () => `This invitation has been used here. ${AGAIN}` },
  invitation_role: {
    code: 'invalid',
    sentence: ({ role }: { role: string }) => `This invitation is for a role that does not exist: ${role}. ${AGAIN}`,
  },
  invitation_workspace: {
    code: 'not_found',
    sentence: ({ name }: Named) => `The workspace ${name} of this invitation is not in this data. ${AGAIN}`,
  },
  invitation_from: {
    code: 'forbidden',
    sentence: ({ name }: Named) => `${name}, who made this invitation, owns no such workspace here. ${AGAIN}`,
  },
  invitation_key: {
    code: 'conflict',
    sentence: () => `The key of this workspace is not the one in the invitation, so it was rotated since. ${AGAIN}`,
  },
  clock_behind: {
    code: 'conflict',
    sentence: ({ at }: { at: string }) =>
      `The clock of this computer is before ${at}, when the invitation was made. Set the clock, then try again`,
  },
  one_way: {
    code: 'invalid',
    sentence: () => 'Name either the identity of the person or a passphrase for the invitation',
  },
  already_member: {
    code: 'conflict',
    sentence: ({ role }: { role: string }) => `You are in this workspace already, as ${role}`,
  },
  no_recovery: {
    code: 'not_found',
    sentence: () => 'No workspace here that you could join has a recovery passphrase. Ask an owner for an invitation',
  },
  unknown_member: { code: 'not_found', sentence: () => 'There is no such person in this workspace' },
  name_of_several: {
    code: 'invalid',
    sentence: ({ name, ids }: Named & { ids: string[] }) =>
      `Several people are named ${name}. Name one by id: ${ids.join(', ')}`,
  },
  last_owner: {
    code: 'conflict',
    sentence: ({ name }: Named) => `${name} is the last owner of this workspace. Make somebody else an owner first`,
  },
} satisfies Record<string, ErrorEntry>
