import type { ErrorEntry } from './error-reason.ts'

const AGAIN = 'Ask again with a new page'

/** Why nobody can be asked for a secret, or an answer is not taken. */
export const requestReasons = {
  no_request: { code: 'not_found', sentence: () => 'There is no such request for a secret in this workspace' },
  nothing_to_ask: {
    code: 'conflict',
    sentence: ({ name }: { name: string }) =>
      `The catalog entry of ${name} has nothing that somebody could be asked for`,
  },
  not_to_ask: {
    code: 'invalid',
    sentence: ({ path, paths }: { path: string; paths: string[] }) =>
      `Nobody can be asked for ${path}. Ask for ${paths.join(', ')}`,
  },
  answer_damaged: {
    code: 'invalid',
    sentence: () =>
      'This is not a whole answer to a request for a secret. Choose the file that the page has saved, or ask for it again',
  },
  answer_other_key: {
    code: 'invalid',
    sentence: () =>
      `This answer does not open with the key of its request: it was changed, or is not from its page. ${AGAIN}`,
  },
  answer_newer: {
    code: 'invalid',
    sentence: () => 'This answer was made by the page of a newer version of Patchbay. Update Patchbay to take it',
  },
  answer_unknown: {
    code: 'not_found',
    sentence: () =>
      'This answer is for a request that this workspace does not have. Open it in the workspace that asked, or ask again',
  },
  answer_used: {
    code: 'conflict',
    sentence: ({ at }: { at: string }) => `This request got its answer at ${at}, and takes no other. ${AGAIN}`,
  },
  request_revoked: {
    code: 'conflict',
    sentence: ({ at }: { at: string }) => `This request was revoked at ${at}. ${AGAIN}`,
  },
  request_ended: {
    code: 'conflict',
    sentence: ({ until }: { until: string }) => `This request ended on ${until}. ${AGAIN}`,
  },
  answer_in_trash: {
    code: 'conflict',
    sentence: ({ name }: { name: string }) => `${name} is in the trash. Restore it, then open the answer again`,
  },
  answer_other_fields: {
    code: 'invalid',
    sentence: ({ paths }: { paths: string[] }) =>
      `This answer has other fields than ${paths.join(', ')}, which were asked for. ${AGAIN}`,
  },
} satisfies Record<string, ErrorEntry>
