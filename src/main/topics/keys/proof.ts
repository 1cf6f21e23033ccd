import { appError, fieldError, type FieldErrors } from '../../../contract/errors.ts'
import { nameKey } from '../../../shared/names.ts'
import type { KeyCondition, KeyStatus } from '../../../contract/groups/keys.ts'
import type { AssertProof } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { textOf } from '../../secrets/passphrase/spellings.ts'
import type { Core } from '../core.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'

/**
 * Before secrets leave the program, the person who asks proves again that they may have them: for each workspace its recovery
 * passphrase; where it has none, the prompt of the system; where there is no prompt either, the name of the workspace.
 */
export function createProof({ vault }: Core, { workspaceRows }: { workspaceRows: WorkspaceRows }): AssertProof {
  return async ({ actor }, { workspaceIds, proof = {} }, confirmPerson) => {
    const chosen = workspaceRows.owned(actor.id).filter(({ id }) => workspaceIds?.includes(id) ?? true)
    const missing: FieldErrors = {}
    let needsPerson = false
    for (const { id, name } of chosen) {
      const answer = proof[id]
      if (vault.status(id).slots.includes('passphrase')) {
        if (answer === undefined) missing[`proof.${id}`] = [fieldError('proof_passphrase', { name })]
        else if (!(await vault.isPassphrase(id, answer))) missing[`proof.${id}`] = [fieldError('wrong_proof', { name })]
      } else if (confirmPerson) needsPerson = true
      else if (answer === undefined || nameKey(textOf(answer)) !== nameKey(name))
        missing[`proof.${id}`] = [fieldError('proof_name', { name })]
    }
    if (Object.keys(missing).length > 0) throw appError('proof_needed', {}, { fields: missing })
    if (needsPerson && !(await confirmPerson?.('export'))) throw appError('not_confirmed')
  }
}

/**
 * What a workspace that waits for a person asks for before its keychain opens it: the prompt of the system where there is
 * one, else the recovery passphrase. Where there is neither, a click opens it.
 */
export function proofToOpen(
  { slots }: Pick<KeyCondition, 'slots'>,
  { confirmPerson }: Pick<Context, 'confirmPerson'>,
): KeyStatus['proof'] {
  if (confirmPerson && slots.includes('keychain')) return 'person'
  return slots.includes('passphrase') ? 'passphrase' : null
}
