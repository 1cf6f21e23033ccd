/** What the environment of a build says about who publishes the packages and where they look for newer ones. */
export interface Release {
  /** Where the program looks for a newer version; without it, updates are off. */
  updateUrl: string | null
  /** The page of the project, which a .deb names. */
  homepage: string
  /** Who answers for the packages: `Name <address>`. */
  maintainer: string
}

const MAINTAINER = /^[^<>]+ <[^<>@\s]+@[^<>@\s]+>$/

/** Reads it, and refuses what would end in a package that is published with a placeholder. */
export function readRelease(environment: NodeJS.ProcessEnv): Release {
  // A variable that a workflow does not have is empty there.
  const read = (name: string) => environment[name] || null

  const updateUrl = read('PATCHBAY_UPDATE_URL')
  if (updateUrl !== null && URL.parse(updateUrl)?.protocol !== 'https:')
    throw new Error('PATCHBAY_UPDATE_URL must be an https address')

  const maintainer = read('PATCHBAY_MAINTAINER')
  if (maintainer !== null && !MAINTAINER.test(maintainer))
    throw new Error('PATCHBAY_MAINTAINER must be a name and an address: Name <name@example.com>')

  const repository = read('GITHUB_REPOSITORY')
  const homepage = read('PATCHBAY_HOMEPAGE') ?? (repository && `https://github.com/${repository}`)

  const isPublished = updateUrl !== null || read('GITHUB_REF_TYPE') === 'tag'
  if (isPublished && maintainer === null)
    throw new Error('A release needs PATCHBAY_MAINTAINER: Name <name@example.com>')
  if (isPublished && homepage === null) throw new Error('A release needs PATCHBAY_HOMEPAGE, the page of the project')
  return {
    updateUrl,
    homepage: homepage ?? 'https://patchbay.example',
    maintainer: maintainer ?? 'Patchbay <maintainers@patchbay.example>',
  }
}
