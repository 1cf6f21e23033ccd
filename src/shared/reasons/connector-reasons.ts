import { referenceProblem } from './references.ts'
import type { ErrorEntry } from './error-reason.ts'

interface Named {
  name: string
}

/** Why a connector is not what a call takes it for. */
export const connectorReasons = {
  no_connector: { code: 'not_found', sentence: () => 'There is no such connector in this workspace' },
  no_tag: {
    code: 'not_found',
    sentence: ({ tag }: { tag: string }) => `No connector in this workspace has the tag ${tag}`,
  },
  no_view: { code: 'not_found', sentence: () => 'There is no such saved view in this workspace' },
  connector_name_taken: { code: 'conflict', sentence: ({ name }: Named) => `A connector named ${name} already exists` },
  no_kept_config: { code: 'not_found', sentence: () => 'The activity keeps no config of this connector there' },
  secrets_without_place: {
    code: 'conflict',
    sentence: ({ paths }: { paths: string[] }) =>
      `That config has no place for secrets that are set: ${paths.join(', ')}. Configure the connector to change it`,
  },
  no_connection_test: {
    code: 'conflict',
    sentence: ({ name }: Named) => `The catalog entry ${name} says nothing about how its connectors are tested`,
  },
  tests_running: {
    code: 'conflict',
    sentence: () => 'The connectors of this workspace are being tested already. Wait for the end, or cancel it',
  },
  secret_reference: { code: 'conflict', sentence: referenceProblem },
  reference_elsewhere: {
    code: 'forbidden',
    sentence: () =>
      'A reference is confirmed in a window of the desktop program, or with `patchbay connector confirm-reference`',
  },
  reference_changed: {
    code: 'conflict',
    sentence: () => 'This secret has another reference by now. Look at it again',
  },
  no_oauth: {
    code: 'conflict',
    sentence: ({ name }: Named) => `The catalog entry ${name} says nothing about how people sign in`,
  },
  no_sign_in: {
    code: 'not_found',
    sentence: () => 'This sign-in is no longer there. Sign in again',
  },
  changed: { code: 'conflict', sentence: ({ name }: Named) => `${name} was changed by somebody else` },
} satisfies Record<string, ErrorEntry>
