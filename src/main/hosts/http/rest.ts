import type { Contract } from '../../../contract/define.ts'
import type { Dispatch } from '../../dispatch.ts'
import { restResponse } from './replies.ts'

export const WORKSPACE_HEADER = 'X-Workspace-Id'

interface Route {
  procedure: string
  method: string
  /** In the form that hono matches: `/connectors/:id`. */
  path: string
}

/** The REST routes of a contract, fixed paths before those with parameters. */
export function restRoutes(contract: Contract): Route[] {
  return Object.entries(contract)
    .flatMap(([group, procedures]) =>
      Object.entries(procedures).map(([name, { route }]) => {
        const [method = '', path = ''] = route.split(' ')
        return { procedure: `${group}.${name}`, method, path: path.replace(/\{(\w+)\}/g, ':$1') }
      }),
    )
    .sort((a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')))
}

/** Answers one REST call: the input is the body or query, the path's parameters and the workspace header. */
export async function answerRest(
  dispatch: Dispatch,
  procedure: string,
  request: {
    query: Record<string, string>
    params: Record<string, string>
    workspaceId?: string | undefined
    body: unknown
  },
): Promise<Response> {
  const { query, params, workspaceId, body } = request
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const input =
    body !== undefined && !isObject
      ? body
      : { ...query, ...body, ...params, ...(workspaceId !== undefined && { workspaceId }) }
  return restResponse(await dispatch(procedure, input))
}
