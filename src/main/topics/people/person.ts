import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError } from '../../../contract/errors.ts'
import type { Person, person as personContract } from '../../../contract/groups/person.ts'
import type { Passphrase } from '../../../contract/passphrase.ts'
import type { Context } from '../../core/context.ts'
import { formatIdentity } from '../../secrets/person/identity.ts'
import { assertStrongPassphrase } from '../../secrets/passphrase/strength.ts'
import type { Core } from '../core.ts'
import type { MemberRows } from './member-rows.ts'
import type { PeopleRows } from './rows.ts'

interface Deps {
  peopleRows: Pick<PeopleRows, 'personOf'>
  memberRows: Pick<MemberRows, 'rename'>
}

/** The person who works with the program: their name, and keys of their own. */
export function createPerson(
  { vault, commit, record }: Core,
  { peopleRows, memberRows }: Deps,
): GroupHandlers<typeof personContract, Context> {
  const view = ({ account }: Context): Person => {
    const { id, name } = peopleRows.personOf(account)
    const keys = vault.person.publicKeys()
    return {
      ...{ id, name, account: account.name },
      identity: keys && formatIdentity({ name, ...keys }),
      protectedBy: vault.person.ways(),
      isOpen: vault.person.isOpen(),
    }
  }

  return {
    get: (context) => view(context),

    show: async (context, { passphrase }) => {
      if (passphrase !== undefined && !vault.person.publicKeys())
        await assertStrongPassphrase(passphrase, [context.actor.name])
      await vault.person.make({ replacesLost: true, ...(passphrase !== undefined && { passphrase }) })
      if (passphrase !== undefined && !vault.person.isOpen()) await vault.person.open(passphrase)
      return view(context)
    },

    rename: async (context, { name }) => {
      if (name !== context.actor.name)
        await commit(() => {
          memberRows.rename(context.actor.id, name)
          record(context, {
            ...{ workspaceId: null, action: 'person.rename', subjectId: context.actor.id, subjectName: name },
            detail: { before: context.actor.name },
          })
        }, NEWS)
      return view(context)
    },

    setPassphrase: async (context, { passphrase, present }) => {
      await assertStrongPassphrase(passphrase, [context.actor.name])
      if (present !== undefined) await openWith(present)
      await vault.person.setPassphrase(passphrase)
      await commit(() =>
        record(context, { workspaceId: null, action: 'person.passphrase_set', subjectId: context.actor.id }),
      )
      return view(context)
    },
  }

  /** Names the field of the present passphrase where that is the wrong one. */
  async function openWith(present: Passphrase): Promise<void> {
    try {
      await vault.person.open(present)
    } catch (error) {
      if (!(error instanceof AppError) || !error.fields?.['passphrase']) throw error
      throw appError('wrong_passphrase', { opens: 'person' }, { fields: { present: error.fields['passphrase'] } })
    }
  }
}

const NEWS = { workspaceId: null, topic: 'workspaces' } as const
