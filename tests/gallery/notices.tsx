import { appError } from '../../src/contract/errors.ts'
import { useStores } from '../../src/renderer/stores/context.ts'
import { Button } from '../../src/renderer/ui/button.tsx'
import { Notice } from '../../src/renderer/ui/states/notice.tsx'
import { ProblemList } from '../../src/renderer/ui/states/problem-list.tsx'
import { Exhibit, Exhibits } from './exhibit.tsx'

const LONG =
  'The keychain of this system does not answer. Unlock it and try again, or enter the passphrase of the workspace, which opens the same key.'

export function Notices() {
  const { toasts } = useStores()
  const undo = { label: 'Undo', run: () => undefined }
  return (
    <>
      <Exhibits>
        {(['info', 'lock', 'warn', 'bad'] as const).map((kind) => (
          <Exhibit key={kind} name={kind}>
            <Notice kind={kind}>{LONG}</Notice>
          </Exhibit>
        ))}
        <Exhibit name="problems of an entry">
          <ProblemList
            label="Problems"
            problems={[
              { path: 'config.site_url', code: 'a', level: 'refused', message: 'The pattern can take too long' },
              { path: 'config.tags', code: 'b', level: 'warning', message: 'The default does not fit the schema' },
              { path: '', code: 'c', level: 'ok', message: 'Two fields are secrets' },
            ]}
            onGo={() => undefined}
          />
        </Exhibit>
      </Exhibits>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => toasts.success('Connector added')}>success</Button>
        <Button onClick={() => toasts.success('Company blog was moved to the trash', { action: undo })}>
          success with Undo
        </Button>
        <Button onClick={() => toasts.notice('Secrets of 5 connectors expire within 14 days', { action: undo })}>
          notice
        </Button>
        <Button onClick={() => toasts.failure('The export failed', appError('command_failed', { words: LONG }))}>
          failure
        </Button>
      </div>
    </>
  )
}
