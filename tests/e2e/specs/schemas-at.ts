import { isObject, type JsonObject } from '../../../src/shared/json.ts'
import { EVERYTHING, ofItems, ofProperty, type Reading, spread } from '../../../src/shared/views.ts'

const declared = (schema: JsonObject): string[] => (isObject(schema.properties) ? Object.keys(schema.properties) : [])

/** Chooses the branches that have most of the names on screen. */
const readingFor = (root: JsonObject, names: readonly string[]): Reading => ({
  ...EVERYTHING,
  branches: (branches) => {
    const scores = branches.map((branch) => {
      const known = new Set(spread(root, [branch]).flatMap(declared))
      return names.filter((name) => known.has(name)).length
    })
    const best = Math.max(0, ...scores)
    return branches.filter((_, at) => scores[at] === best)
  },
})

/** All schemas that apply at a path, for the names on screen at each place. */
export function schemasAt(
  root: JsonObject,
  path: readonly string[],
  namesAt: (path: readonly string[]) => readonly string[],
): JsonObject[] {
  let schemas: JsonObject[] = [root]
  for (const [at, segment] of path.entries()) {
    const views = spread(root, schemas, readingFor(root, namesAt(path.slice(0, at))))
    const members = ofProperty(views, segment)
    schemas = /^\d+$/.test(segment) && members.length === 0 ? ofItems(views) : members
  }
  return spread(root, schemas, readingFor(root, namesAt(path)))
}
