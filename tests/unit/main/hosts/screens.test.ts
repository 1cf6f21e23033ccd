import { expect, test } from 'vitest'
import { screenFile } from '../../../../src/main/hosts/screens.ts'
import { readAddress } from '../../../../src/renderer/stores/places/address.ts'
import type { Tab } from '../../../../src/renderer/stores/view-store.ts'

/** An address of every page that a window shows. */
const ADDRESSES: Record<Tab, string[]> = {
  catalog: ['/catalog', '/w/acme-1/catalog'],
  installed: ['/installed', '/w/acme-1/installed'],
  activity: ['/activity', '/w/acme-1/activity'],
  workspace: ['/workspace', '/w/acme-1/workspace'],
  overview: ['/overview'],
  settings: ['/settings'],
}

test('every page of a window can be loaded again at its address', () => {
  for (const [tab, paths] of Object.entries(ADDRESSES))
    for (const path of paths)
      expect([path, screenFile(path), readAddress(path).tab]).toEqual([path, '/index.html', tab])
})

test('a file keeps its own address', () => {
  for (const path of ['/assets/main.js', '/settings/more', '/w/acme-1/installed/more', '/favicon.ico'])
    expect(screenFile(path)).toBe(path)
})
