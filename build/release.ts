import { createPublicKey } from 'node:crypto'

/** What the environment of a build says about who publishes the packages and where they look for newer ones. */
export interface Release {
  /** Where the program looks for a newer version; without it, updates are off. */
  updateUrl: string | null
  /** The public key that newer versions are signed for; there is one wherever there is an address. */
  updateKey: string | null
  /** The page of the project, which a .deb names. */
  homepage: string
  /** Who answers for the packages. */
  author: { name: string; email: string }
}

const MAINTAINER = /^([^<>]+) <([^<>@\s]+@[^<>@\s]+)>$/

/** A variable that a workflow does not have is empty there. */
const valueOf = (environment: NodeJS.ProcessEnv, name: string) => environment[name] || null

/** The public key of the releases (PEM) in the one line that a package holds. */
export function readUpdateKey(environment: NodeJS.ProcessEnv): string | null {
  const pem = valueOf(environment, 'PATCHBAY_UPDATE_KEY')
  if (pem === null) return null
  // A public key could be worked out of a private one, which then should not be here at all.
  if (!pem.includes('BEGIN PUBLIC KEY')) throw new Error('PATCHBAY_UPDATE_KEY must be a public key')
  const key = createPublicKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('PATCHBAY_UPDATE_KEY must be a key for Ed25519')
  return key.export({ type: 'spki', format: 'der' }).toString('base64')
}

/** Reads it, and refuses what would end in a package that is published with a placeholder. */
export function readRelease(environment: NodeJS.ProcessEnv): Release {
  const read = (name: string) => valueOf(environment, name)
  const updateUrl = read('PATCHBAY_UPDATE_URL')
  if (updateUrl !== null && URL.parse(updateUrl)?.protocol !== 'https:')
    throw new Error('PATCHBAY_UPDATE_URL must be an https address')
  const updateKey = readUpdateKey(environment)
  if (updateUrl !== null && updateKey === null)
    throw new Error('A package that looks for updates needs PATCHBAY_UPDATE_KEY, which they are signed for')

  const maintainer = read('PATCHBAY_MAINTAINER')
  const [, name, email] = MAINTAINER.exec(maintainer ?? 'Patchbay <maintainers@patchbay.example>') ?? []
  if (!name || !email) throw new Error('PATCHBAY_MAINTAINER must be a name and an address: Name <name@example.com>')

  const repository = read('GITHUB_REPOSITORY')
  const homepage = read('PATCHBAY_HOMEPAGE') ?? (repository && `https://github.com/${repository}`)

  const isPublished = updateUrl !== null || read('GITHUB_REF_TYPE') === 'tag'
  if (isPublished && maintainer === null)
    throw new Error('A release needs PATCHBAY_MAINTAINER: Name <name@example.com>')
  if (isPublished && homepage === null) throw new Error('A release needs PATCHBAY_HOMEPAGE, the page of the project')
  return {
    updateUrl,
    updateKey,
    homepage: homepage ?? 'https://patchbay.example',
    author: { name, email },
  }
}
