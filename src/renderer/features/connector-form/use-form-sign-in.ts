import { type RefObject, useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { SignIn } from '../../../contract/groups/sign-ins.ts'
import { signInPlan } from '../../../shared/services/oauth.ts'
import { parsePath } from '../../../shared/path.ts'
import { addStored } from '../../forms/data/secrets.ts'
import type { ConfigHandle, FormValue } from '../../forms/schema-form.tsx'

/** What the form lends to the part that signs people in. */
export interface SignInPart {
  entry: CatalogEntry
  workspaceId: string
  connectorId: string | null
  read: () => FormValue | null
  onDone: (signIn: SignIn) => void
  /** Leads to a field of the form. */
  onField: (path: string) => void
}

/** The sign-in of a form: its tokens wait in main for the save, and count as stored secrets here. */
export function useFormSignIn(entry: CatalogEntry, form: RefObject<ConfigHandle | null>) {
  const [signIn, setSignIn] = useState<SignIn | null>(null)
  const [paths, setPaths] = useState<string[]>([])
  return {
    id: signIn?.id,
    /** The paths of its tokens. */
    paths,
    part: {
      read: () => form.current?.value() ?? null,
      onDone: (next: SignIn) => {
        const plan = signInPlan(entry)
        if (!plan) return
        const { accessToken, refreshToken } = plan
        const tokens = next.isRenewed && refreshToken !== null ? [accessToken, refreshToken] : [accessToken]
        setPaths(tokens)
        for (const path of tokens) form.current?.change(undefined, parsePath(path))
        form.current?.updateSecrets((known) => addStored(known, tokens, new Date().toISOString()))
        setSignIn(next)
      },
      onField: (path: string) => form.current?.go(parsePath(path)),
    },
  }
}
