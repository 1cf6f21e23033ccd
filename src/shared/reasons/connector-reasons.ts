import type { ErrorEntry } from './error-reason.ts'

interface Named {
  name: string
}

/** Why a connector is not what a call takes it for. */
export const connectorReasons = {
  no_connector: { code: 'not_found', sentence: () => 'There is no such connector in this workspace' },
  connector_name_taken: { code: 'conflict', sentence: ({ name }: Named) => `A connector named ${name} already exists` },
  changed: { code: 'conflict', sentence: ({ name }: Named) => `${name} was changed by somebody else` },
} satisfies Record<string, ErrorEntry>
