import type { Procedure } from '../../contract/define.ts'
import { contract } from '../../contract/index.ts'
import { passphrasePlaces } from '../../contract/passphrase.ts'
import { built, type KnownProcedure } from '../core/built.ts'
import { createAccepts } from './accepts.ts'

/** The schemas of a procedure. Undefined for one that is not in the contract. */
export const schemasOf = (name: string): Pick<Procedure, 'input' | 'output'> | undefined => {
  const [groupName = '', procedureName = '', more] = name.split('.')
  if (more !== undefined || !Object.hasOwn(contract, groupName)) return undefined
  const group: Record<string, Procedure> = contract[groupName as keyof typeof contract]
  return Object.hasOwn(group, procedureName) ? group[procedureName] : undefined
}

/** What a call is checked by, as the contract has it. */
function readProcedure(name: string): KnownProcedure | undefined {
  const procedure = schemasOf(name) as Procedure | undefined
  if (!procedure) return undefined
  const { route: _route, summary: _summary, input, output, ...known } = procedure
  return {
    ...known,
    isScoped: 'workspaceId' in input.shape,
    passphrases: passphrasePlaces(input),
    acceptsInput: createAccepts(input),
    accepts: createAccepts(output),
  }
}

/** What a call is checked by, as the build has worked it out or, in the sources, as the contract has it. */
export const findProcedure = (name: string): KnownProcedure | undefined => {
  if (!built) return readProcedure(name)
  return Object.hasOwn(built.procedures, name) ? built.procedures[name]?.() : undefined
}
