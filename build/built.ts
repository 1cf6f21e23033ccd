import { join } from 'node:path'
import type { Plugin } from 'vite'
import { contract } from '../src/contract/index.ts'
import { passphrasePlaces } from '../src/contract/passphrase.ts'
import type { Procedure } from '../src/contract/define.ts'
import { acceptsCode, isRecord } from '../src/main/app/accepts.ts'
import { hashMigrations } from '../src/main/store/migrate.ts'
import { readHashes } from '../src/main/topics/catalog/seed.ts'

/**
 * Writes `src/main/core/built.ts` for the built program: what a start would otherwise have to work out. What a call is
 * checked by is in a module of its own, as a program makes few of the calls.
 */
export const writeBuilt = (root: string): Plugin => {
  const file = join(root, 'src/main/core/built.ts')
  const procedures = Object.entries(contract).flatMap(([group, named]) =>
    Object.entries<Procedure>(named).map(([name, procedure]) => ({
      key: `${group}.${name}`,
      variable: `${group}_${name}`,
      path: join(root, `src/main/core/built/${group}/${name}.ts`),
      procedure,
    })),
  )
  const builtSource = () =>
    [
      ...procedures.map(({ key, variable }) => `import ${variable} from './built/${key.replace('.', '/')}.ts'`),
      `const procedures = { ${procedures.map(({ key, variable }) => `'${key}': () => ${variable}`).join()} }`,
      `const migrations = ${JSON.stringify(hashMigrations(join(root, 'migrations')))}`,
      `const seeds = ${JSON.stringify(readHashes(join(root, 'seeds', 'catalog')))}`,
      'export const built = { procedures, migrations, seeds }',
    ].join('\n')
  return {
    name: 'patchbay-built',
    enforce: 'pre',
    resolveId: (id, importer) => (importer === file ? join(importer, '..', id) : null),
    load: (id) => {
      const known = procedures.find(({ path }) => path === id)
      if (known) return procedureSource(known.procedure)
      return id === file ? builtSource() : null
    },
  }
}

/** What a call is checked by, without the schemas. */
function procedureSource({ route: _route, summary: _summary, input, output, ...known }: Procedure): string {
  const data = { ...known, isScoped: 'workspaceId' in input.shape, passphrases: passphrasePlaces(input) }
  return [
    `const isRecord = ${isRecord.toString()}`,
    `export default { ...${JSON.stringify(data)}, acceptsInput: ${acceptsCode(input)}, accepts: ${acceptsCode(output)} }`,
  ].join('\n')
}
