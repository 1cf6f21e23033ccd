import { createCompilers } from '../schema/compile.ts'
import { labelOf } from './errors.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import type { FormNode } from '../schema/form-node.ts'
import { emptyMeta } from '../schema/node-meta.ts'
import { parsePath } from '../../../shared/path.ts'

/** The names of the fields at these dotted paths in a form with these values. */
export function fieldLabels(schemas: EntrySchemas, values: unknown, paths: readonly string[]): string[] {
  const { config, auth } = createCompilers(schemas)
  const root: FormNode = {
    properties: { config: config.compile(), auth: auth.compile() },
    'x-form': emptyMeta('group'),
  }
  return paths.map((path) => labelOf(root, values, parsePath(path)))
}
