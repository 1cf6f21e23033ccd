import * as z from 'zod'
import { Id, Name } from '../common.ts'
import { group } from '../define.ts'
import { NewPassphrase, Passphrase } from '../passphrase.ts'

export const Person = z.object({
  id: Id,
  /** The name that others and the history see. */
  name: z.string(),
  /** The account of the operating system that the person works under here. */
  account: z.string(),
  /** One line with the name and the public keys, by which others invite the person; null before the keys are made. */
  identity: z.string().nullable(),
  /** What opens the person's keys; nothing before they are made. */
  protectedBy: z.array(z.enum(['keychain', 'passphrase'])),
  /** Whether the keys are open, which signs what the person does and opens their workspaces. */
  isOpen: z.boolean(),
})

export type Person = z.infer<typeof Person>

export const person = group({
  get: {
    route: 'GET /person',
    role: 'anyone',
    needs: 'database',
    summary: 'Who you are here; makes no keys',
    input: z.object({}),
    output: Person,
  },
  show: {
    route: 'POST /person/keys',
    role: 'anyone',
    needs: 'database',
    summary: 'Who you are here, with your identity; makes your keys where there are none, or where they are lost',
    input: z.object({
      /** Protects new keys where no keychain is usable, or opens the present ones. */
      passphrase: Passphrase.optional(),
    }),
    output: Person,
  },
  rename: {
    route: 'PUT /person/name',
    role: 'anyone',
    needs: 'database',
    summary: 'Give yourself another name; what you did keeps the name of its time',
    input: z.object({ name: Name }),
    output: Person,
  },
  setPassphrase: {
    route: 'PUT /person/passphrase',
    role: 'anyone',
    needs: 'database',
    summary: 'Let one passphrase open your own key, and with it every workspace that you own or administer',
    input: z.object({
      passphrase: NewPassphrase,
      /** Opens the key first, where the keychain does not. */
      present: Passphrase.optional(),
    }),
    output: Person,
  },
})
