import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
beforeEach(() => {
  program = createTestApp()
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

test('a connector says what it is used for, by what each source has reported last', async () => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id: other } = await api.workspaces.create({ name: 'Globex' })
  const install = async (workspace: string, name: string) =>
    (await api.connectors.install({ workspaceId: workspace, ...wordpress, name })).id
  const [blog, news, foreign] = [
    await install(workspaceId, 'Blog'),
    await install(workspaceId, 'News'),
    await install(other, 'Foreign'),
  ]
  const usesOf = async (id: string) =>
    (await api.targets.usesOf({ workspaceId, id })).map(({ source, uses }) => [source, ...uses])

  expect(
    await api.targets.reportUses({
      ...{ workspaceId, source: 'Broadcaster' },
      targets: [
        { id: blog, uses: ['Spring campaign', 'Weekly digest'] },
        { id: news, uses: ['Weekly digest'] },
        { id: foreign, uses: ['Not seen'] },
        { id: 'no-such-connector', uses: ['Not seen'] },
      ],
    }),
  ).toEqual({ count: 2, unknown: [foreign, 'no-such-connector'] })
  await api.targets.reportUses({ workspaceId, source: 'Ada', targets: [{ id: blog, uses: ['The about page'] }] })
  expect(await usesOf(blog)).toEqual([
    ['Ada', 'The about page'],
    ['Broadcaster', 'Spring campaign', 'Weekly digest'],
  ])

  // A source reports all that it knows, so what it leaves out is no longer used.
  await api.targets.reportUses({ workspaceId, source: 'Broadcaster', targets: [{ id: news, uses: ['Weekly digest'] }] })
  expect(await usesOf(blog)).toEqual([['Ada', 'The about page']])
  expect(await usesOf(news)).toEqual([['Broadcaster', 'Weekly digest']])
  expect(await api.targets.usesOf({ workspaceId: other, id: foreign })).toEqual([])
  expect(await refusal(api.targets.usesOf({ workspaceId: other, id: blog }))).toMatchObject({ reason: 'no_connector' })

  // They go with the connector for good, and stay while it is in the trash.
  await api.connectors.remove({ workspaceId, id: news })
  await api.connectors.restore({ workspaceId, id: news })
  expect(await usesOf(news)).toHaveLength(1)
})
