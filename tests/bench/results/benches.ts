import type { Figure } from '../measure.ts'

/** Measures; `old` is a folder with an older build, for those that can compare themselves. No figures: it cannot run here. */
export type Bench = (old?: string) => Promise<Figure[]>

/** All benches in their order. Each is loaded only where it runs. */
export const BENCHES: Record<string, () => Promise<Bench>> = {
  start: async () => (await import('../start.ts')).benchStart,
  list: async () => (await import('../list.ts')).benchList,
  activity: async () => (await import('../activity/activity.ts')).benchActivity,
  million: async () => (await import('../million.ts')).benchMillion,
  install: async () => (await import('../install.ts')).benchInstall,
  many: async () => (await import('../many.ts')).benchMany,
  ascode: async () => (await import('../files/as-code.ts')).benchAsCode,
  sharing: async () => (await import('../files/sharing.ts')).benchSharing,
  import: async () => (await import('../import.ts')).benchImport,
  export: async () => (await import('../export.ts')).benchExport,
  holds: async () => (await import('../serve/holds.ts')).benchHolds,
  memory: async () => (await import('../serve/memory.ts')).benchMemory,
  backup: async () => (await import('../backup.ts')).benchBackup,
  forms: async () => (await import('../forms.ts')).benchForms,
  search: async () => (await import('../search.ts')).benchSearch,
  paint: async () => (await import('../paint.ts')).benchPaint,
  cards: async () => (await import('../screens/cards.ts')).benchCards,
  switch: async () => (await import('../screens/switch.ts')).benchSwitch,
  heap: async () => (await import('../screens/heap.ts')).benchHeap,
  elsewhere: async () => (await import('../screens/elsewhere.ts')).benchElsewhere,
  tests: async () => (await import('../services/tests.ts')).benchTests,
  upgrade: async () => (await import('../upgrade.ts')).benchUpgrade,
  electron: async () => (await import('../electron.ts')).benchElectron,
}

/** These write pages and pictures of their own, and run only where they are named. */
export const APART: typeof BENCHES = {
  peers: async () => (await import('../peers/compare.ts')).benchPeers,
  causes: async () => (await import('../peers/causes.ts')).benchCauses,
  curves: async () => (await import('./curves.ts')).benchCurves,
}
