import { useMemo, useState } from 'react'
import type { Draft } from '../../../contract/groups/desktop.ts'
import { secretLifetime } from '../../../shared/expiry.ts'
import type { FormValue } from '../../forms/schema-form.tsx'
import { text } from '../../text/text.ts'
import { isoDay } from '../../ui/fields/expiry-field.tsx'
import type { Head } from './use-save.ts'
import type { Subject } from './use-subject.ts'

interface HeadState {
  head: Head
  change(change: Partial<Head>): void
  /** For how many days secrets work, where the entry says so. */
  lifetime: number | null
  /** Why the expiry is what it is; absent where the person chose it. */
  expiryNote: string | undefined
  /** Follows the form: a new secret has an expiry of its own. */
  follow(value: FormValue): void
}

/**
 * The fields that every connector has. The expiry of a stored secret does not count for the one that replaces it: it becomes
 * what the entry says, or none, until the person chooses.
 */
export function useHead({ entry, connector }: Subject, draft: Draft | undefined, firstName: () => string): HeadState {
  const lifetime = useMemo(() => secretLifetime(entry), [entry])
  const ofNewSecret = lifetime === null ? null : isoDay(lifetime)
  const [head, setHead] = useState<Head>(() => {
    const stored = draft ?? connector
    return {
      name: draft?.name || connector?.name || firstName(),
      tags: stored?.tags ?? [],
      description: stored?.description ?? '',
      colour: stored?.colour ?? null,
      secretExpiresAt: stored ? stored.secretExpiresAt : ofNewSecret,
    }
  })
  const [isReplacing, setReplacing] = useState(false)
  const [isChosen, setChosen] = useState(draft !== undefined)
  const [before] = useState(connector?.secretExpiresAt ?? null)
  const isNew = connector === null

  const follow = ({ secrets: { set } }: FormValue) => {
    const next = (connector?.secrets ?? []).some(({ path, isSet }) => isSet && Object.hasOwn(set, path))
    if (next === isReplacing) return
    setReplacing(next)
    if (!isChosen) setHead((now) => ({ ...now, secretExpiresAt: next ? ofNewSecret : before }))
  }
  const isSuggested = !isChosen && head.secretExpiresAt === ofNewSecret
  return {
    head,
    change: (change) => {
      if ('secretExpiresAt' in change) setChosen(true)
      setHead((now) => ({ ...now, ...change }))
    },
    lifetime,
    follow,
    expiryNote:
      isSuggested && lifetime !== null && (isNew || isReplacing)
        ? text.installed.expiryField.byEntry(lifetime)
        : isSuggested && isReplacing && before !== null
          ? text.installed.expiryField.cleared
          : undefined,
  }
}
