import { session } from 'electron'
import { firstProxy } from '../../../shared/services/proxy.ts'

/** The proxy that the system has for a URL, by its settings or its script; null for none. */
export const systemProxy = async ({ href }: URL): Promise<string | null> =>
  firstProxy(await session.defaultSession.resolveProxy(href))
