import { armor, Encrypter, Stanza } from 'age-encryption'
import type { HostPorts } from '../../../src/main/core/context.ts'

/** A host that keeps every file that is exported. */
export function keepingHost(): HostPorts & { files: string[] } {
  const files: string[] = []
  return {
    files,
    openExport: ({ name }) => {
      let text = ''
      return Promise.resolve({
        path: `/kept/${name}`,
        write: (chunk) => {
          text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
          return Promise.resolve()
        },
        commit: () => {
          files.push(text)
          return Promise.resolve()
        },
        abort: () => Promise.resolve(),
      })
    },
  }
}

/** What the script of a request's page reads from it. */
export function readPage(page: string): { request: string; recipient: string } {
  const attribute = (name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(page)?.[1] ?? ''
  return { request: attribute('request'), recipient: attribute('recipient') }
}

/** An answer as the page makes it; `content` is what is encrypted in place of its usual content. */
export async function sealAnswer(
  { request, recipient }: { request: string; recipient: string },
  values: Record<string, unknown>,
  content: unknown = { format: 'patchbay-answer', version: 1, request, values },
): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  encrypter.addRecipient({ wrapFileKey: () => [new Stanza(['patchbay-request', request], new Uint8Array())] })
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return armor.encode(await encrypter.encrypt(text))
}
