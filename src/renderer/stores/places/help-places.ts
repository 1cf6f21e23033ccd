import type { Dialog, Tab } from '../view-store.ts'

/** A page of the help by the path of its document, or `keyboard` or `about`, and what to scroll to in it. */
export interface HelpPlace {
  page: string
  anchor: string | null
}

/** Pages of the help that are no documents. */
const PROGRAM_PAGES = new Set(['keyboard', 'about'])

/** A page, or one of its headings as `page#heading`. */
export const helpAt = (place: string): HelpPlace => {
  const [page = '', anchor = null] = place.split('#')
  return { page: PROGRAM_PAGES.has(page) ? page : `docs/${page}.md`, anchor }
}

/** By tab. */
export const ON_TABS: Record<Tab, string> = {
  catalog: 'catalog',
  installed: 'connectors',
  activity: 'activity',
  workspace: 'workspaces-and-people',
  overview: 'connectors#find-one',
  settings: 'project/settings',
}

/** The place about what a tab shows. */
export const helpOnTab = (tab: Tab): HelpPlace => helpAt(ON_TABS[tab])

/** By kind of dialog; null where it has no subject of its own. */
export const ON_DIALOGS: Record<Dialog['kind'], string | null> = {
  details: 'catalog',
  add: 'connectors#add-one',
  configure: 'connectors#add-one',
  'sign-in': 'sign-in',
  delete: 'connectors#act-on-many',
  trash: 'connectors#act-on-many',
  outdated: 'connectors#find-one',
  import: 'catalog#entries-of-your-own',
  'edit-entry': 'catalog-reference#every-key-of-an-entry',
  'remove-entry': 'catalog#entries-of-your-own',
  'new-workspace': 'workspaces-and-people',
  'edit-workspace': 'workspaces-and-people',
  'delete-workspace': 'workspaces-and-people',
  'deleted-workspaces': 'workspaces-and-people',
  'confirm-name': null,
  members: 'workspaces-and-people#people-and-roles',
  invite: 'workspaces-and-people#bring-somebody-in',
  join: 'workspaces-and-people#bring-somebody-in',
  share: 'sharing',
  conflicts: 'sharing#two-changes-of-the-same',
  exposures: 'sharing#secrets-to-replace',
  person: 'workspaces-and-people#people-and-roles',
  tokens: 'rest#tokens',
  key: 'secrets-and-keys',
  'set-secret': 'connectors#act-on-many',
  'ask-secret': 'secret-requests',
  'secret-requests': 'secret-requests',
  'secret-answer': 'secret-requests#the-answer',
  'tag-many': 'connectors#act-on-many',
  'expiry-many': 'connectors#act-on-many',
  'manage-tags': 'connectors#act-on-many',
  'save-view': 'connectors#find-one',
  duplicate: 'connectors#act-on-many',
  results: 'connectors#act-on-many',
  'export-targets': 'publish-targets#export',
  tests: 'connection-tests#why-a-test-fails',
  'test-all': 'connection-tests#why-a-test-fails',
  'create-backup': 'backups',
  'restore-backup': 'backups',
  'import-code': 'workspace-as-code',
  'restore-database': 'backups',
  updates: null,
  palette: null,
  help: null,
}

/** The place about what a dialog does. */
export const helpOnDialog = (kind: Dialog['kind']): HelpPlace | null => {
  const place = ON_DIALOGS[kind]
  return place === null ? null : helpAt(place)
}

/** The place that says what an error means and what to do. */
export const helpOnError = (reason: string): HelpPlace => helpAt(`errors#${reason}`)
