import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { wordpress } from '../helpers/samples.ts'
import { createTestApp, resources } from '../helpers/test-app.ts'

/** The http host with a connector to steal and a workspace to write to. */
export async function startTarget() {
  const program = createTestApp()
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app: program.app, rendererDir, port: 0, version })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ workspaceId, ...wordpress })
  const dispose = async () => {
    await host.close()
    await program.app.close()
  }
  return { program, host, workspaceId, [Symbol.asyncDispose]: dispose }
}
