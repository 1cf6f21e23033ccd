import type * as z from 'zod'
import type { MemberRole } from './groups/workspaces.ts'

/**
 * What a caller must be to make a call: anybody, or at least this in the workspace that `workspaceId` names. A call
 * without `workspaceId` takes the role in any workspace; one for members, or one that needs nothing, takes none while there
 * is no workspace, or none that could be looked at. `founder`: the person who created the data directory, for what all
 * workspaces share, so no role in a workspace is enough.
 */
export type Role = 'anyone' | MemberRole | 'founder'

/**
 * What must be there for a call to be answered: the open `database`, `nothing`, or a `window` of the desktop program,
 * which answers the call itself.
 */
type Need = 'database' | 'nothing' | 'window'

/** What a token was made for; one to write reads as well. */
export const TOKEN_SCOPES = ['read', 'write'] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** One call: where it lives over HTTP, who may make it, what goes in and what comes out. */
export interface Procedure<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  route: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`
  role: Role
  /**
   * The roles in the workspaces that other fields name, by the path of the field: `into`, `parts.*.into`, where `*`
   * stands for every item of a list. A field that is left out takes no role.
   */
  roles?: Readonly<Record<string, MemberRole>>
  /**
   * What a program that asks with a token needs, beside the role of the person who made it: a token to `read` or to
   * `write`. `shared`: any token, also one for some workspaces only, because the answer shows no other one. No token
   * makes a call without it.
   */
  token?: TokenScope | 'shared'
  needs: Need
  /**
   * Where else its workspaces may be. An archived one can only be read, and one in the trash is not there at all, unless a
   * call allows it: `archived`, or `trashed` for both.
   */
  allows?: 'archived' | 'trashed'
  /**
   * Secrets leave the program, so the caller proves again who they are for every workspace in `workspaceIds`, or for all
   * that they own where it is left out. The input also has `proof`.
   */
  needsProof?: true
  /**
   * Risky work in production: where the workspace is marked so, a way in that asks no person takes its name with the call.
   * With paths of fields, as in `roles`, only where one of them is there.
   */
  asksForName?: true | readonly string[]
  /** The host lends a file that the answer is written to: one that a person chooses, or a download. */
  answers?: 'file'
  summary: string
  input: I
  output: O
}

export type Contract = Record<string, Record<string, Procedure>>

/** Keeps each procedure's own schema types while checking its shape. */
export const group = <const G extends Record<string, Procedure>>(procedures: G): G => procedures

type Input<P extends Procedure> = z.input<P['input']>
type Parsed<P extends Procedure> = z.output<P['input']>
type Answer<P extends Procedure> = z.input<P['output']>

/** What a caller sees: `api.connectors.activate({ workspaceId, id })`. */
export type Api<C extends Contract> = {
  [G in keyof C]: { [N in keyof C[G]]: (input: Input<C[G][N]>) => Promise<z.output<C[G][N]['output']>> }
}

/** What answers one group: every procedure, no more, no fewer. */
export type GroupHandlers<G extends Record<string, Procedure>, Context> = {
  [N in keyof G]: (context: Context, input: Parsed<G[N]>) => Answer<G[N]> | Promise<Answer<G[N]>>
}

/** What answers every procedure of a contract that has one of these needs. */
export type Handlers<C extends Contract, N extends Need, Context> = {
  [G in keyof C as keyof Those<C[G], N> extends never ? never : G]: GroupHandlers<Those<C[G], N>, Context>
}

type Those<G extends Record<string, Procedure>, N extends Need> = {
  [P in keyof G as G[P]['needs'] extends N ? P : never]: G[P]
}
