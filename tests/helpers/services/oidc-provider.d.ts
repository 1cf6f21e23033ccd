/** What the tests use of the package, which has no types of its own. */
declare module 'oidc-provider' {
  import type { EventEmitter } from 'node:events'
  import type { RequestListener } from 'node:http'

  interface Token {
    destroy(): Promise<void>
  }
  export default class Provider extends EventEmitter {
    constructor(issuer: string, configuration: Record<string, unknown>)
    callback(): RequestListener
    RefreshToken: {
      find(value: string): Promise<(Token & { grantId: string }) | undefined>
      revokeByGrantId(id: string): Promise<void>
    }
  }
}
