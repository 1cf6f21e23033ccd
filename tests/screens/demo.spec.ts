import type { Page } from '@playwright/test'
import { appText } from '../../src/renderer/text/en/app.ts'
import { connectorsText } from '../../src/renderer/text/en/connectors.ts'
import { workspacesText } from '../../src/renderer/text/en/workspaces.ts'
import { topics } from '../../src/renderer/text/de/topics.ts'
import { compare, expect, type Language, LANGUAGES, open, test } from './pictures.ts'

const WORDS = {
  'en-GB': { ...appText, ...connectorsText, ...workspacesText },
  'de-DE': { ...topics.appText, ...topics.connectorsText, ...topics.workspacesText },
}
type Words = (typeof WORDS)['en-GB']

const WORKSPACE = 'Alder & Finch'
const LOCKED = 'Harbour Trust'

interface Screen {
  /** What stands behind the address of the workspace; null for an address without one. */
  tab: 'catalog' | 'installed' | 'activity' | 'workspace' | null
  workspace?: string
  path?: string
  /** What is done once it is there. */
  act?: (page: Page, words: Words) => Promise<void>
}

const cardsOf = (page: Page) => page.getByRole('tabpanel').getByRole('listitem')

/** A card, or what stands in place of all. */
const ready = (page: Page, words: Words) => cardsOf(page).or(page.getByText(words.search.noMatchTitle)).first()

const openPanel = (tab: keyof Words['installed']['panel']['tabs']) => async (page: Page, words: Words) => {
  await cardsOf(page)
    .nth(8)
    .click({ position: { x: 8, y: 8 } })
  const panel = page.getByRole('complementary')
  await panel.getByRole('tab', { name: words.installed.panel.tabs[tab], exact: true }).click()
}

const SCREENS: Record<string, Screen> = {
  overview: { tab: null, path: '/overview' },
  catalog: { tab: 'catalog' },
  'catalog-no-match': { tab: 'catalog', path: '?q=nothing-like-it' },
  installed: { tab: 'installed' },
  'installed-rows': {
    tab: 'installed',
    act: (page, words) => page.getByRole('button', { name: words.installed.asRows, exact: true }).click(),
  },
  'installed-filter': { tab: 'installed', path: '?status=error' },
  'installed-no-match': { tab: 'installed', path: '?q=nothing-like-it' },
  'installed-selection': {
    tab: 'installed',
    act: async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ControlOrMeta+A')
    },
  },
  'installed-locked': { tab: 'installed', workspace: LOCKED },
  'panel-overview': { tab: 'installed', act: openPanel('overview') },
  'panel-settings': { tab: 'installed', act: openPanel('settings') },
  'panel-secrets': { tab: 'installed', act: openPanel('secrets') },
  'panel-activity': { tab: 'installed', act: openPanel('activity') },
  activity: { tab: 'activity' },
  workspace: { tab: 'workspace' },
  'workspace-locked': { tab: 'workspace', workspace: LOCKED },
  settings: { tab: null, path: '/settings' },
  lost: { tab: null, path: '/nowhere' },
  switcher: {
    tab: 'installed',
    act: (page, words) => page.getByRole('button', { name: words.workspaces.switcher(WORKSPACE) }).click(),
  },
}

/** A notice would cover what the picture shows. */
async function dismissNotices(page: Page, words: Words) {
  const notices = page.getByRole('region', { name: words.app.notices })
  for (const button of await notices.getByRole('button', { name: words.common.dismiss }).all()) await button.click()
}

for (const language of Object.keys(LANGUAGES) as Language[])
  test.describe(language, () => {
    test.use({ locale: language })
    const words = WORDS[language]

    for (const [name, { tab, workspace = WORKSPACE, path = '', act }] of Object.entries(SCREENS))
      test(name, async ({ page, served }) => {
        const { id } = (await served.api.workspaces.list({})).find((each) => each.name === workspace) ?? {}
        await open(page, served, tab === null ? path : `/w/${id}/${tab}${path}`)
        await expect(page.getByRole('main')).toBeVisible()
        if (tab === 'catalog' || tab === 'installed') await expect(ready(page, words)).toBeVisible()
        await dismissNotices(page, words)
        await act?.(page, words)
        await compare(page, language, name)
      })

    test('welcome', async ({ page, served }) => {
      await open(page, served, '/', 'empty')
      await expect(page.getByRole('heading', { name: words.welcome.title })).toBeVisible()
      await compare(page, language, 'welcome')
    })
  })
