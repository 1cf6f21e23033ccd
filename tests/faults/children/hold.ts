import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { resources } from '../../helpers/test-app.ts'
import { childArguments } from '../child.ts'
import { openProgram, type Place } from '../program.ts'

/** Works on a data directory as one of the hosts does, until it is killed; says why where it may not. */
const { place, host } = childArguments<{ place: Place; host: string }>()
try {
  const { app } = openProgram(place, { host })
  if (host === 'http') await startHttpHost({ app, rendererDir: null, port: 0, version: resources.version })
  console.log('holding')
  setInterval(() => undefined, 60_000)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 7
}
