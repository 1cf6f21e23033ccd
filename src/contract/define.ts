import type * as z from 'zod'

/**
 * What a caller must be to make a call.
 * `anyone` is any account of this computer; the others are roles of a member in the workspace that the input
 * names or, for calls without a workspace, in at least one workspace.
 */
export type Role = 'anyone' | 'member' | 'admin' | 'owner'

/** One call: where it lives over HTTP, who may make it, what goes in and what comes out. */
export interface Procedure<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  route: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`
  role: Role
  summary: string
  input: I
  output: O
}

export type Contract = Record<string, Record<string, Procedure>>

/** Keeps each procedure's own schema types while checking its shape. */
export const group = <G extends Record<string, Procedure>>(procedures: G): G => procedures

type Input<P extends Procedure> = z.input<P['input']>
type Parsed<P extends Procedure> = z.output<P['input']>
type Answer<P extends Procedure> = z.input<P['output']>

/** What a caller sees: `api.connectors.activate({ workspaceId, id })`. */
export type Api<C extends Contract> = {
  [G in keyof C]: { [N in keyof C[G]]: (input: Input<C[G][N]>) => Promise<z.output<C[G][N]['output']>> }
}

/** What the main process must supply for one group: every procedure, no more, no fewer. */
export type GroupHandlers<G extends Record<string, Procedure>, Context> = {
  [N in keyof G]: (context: Context, input: Parsed<G[N]>) => Answer<G[N]> | Promise<Answer<G[N]>>
}

/** What the main process must supply: every group of the contract. */
export type Handlers<C extends Contract, Context> = { [G in keyof C]: GroupHandlers<C[G], Context> }
