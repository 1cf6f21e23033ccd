import { useEffect, useState } from 'react'
import type { BackupJob } from '../../../contract/groups/workspace-backups.ts'
import { useStores } from '../../stores/context.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/states/progress.tsx'

const words = secretsText.backup
/** The time between progress calls in milliseconds; a job that ends earlier shows no bar. */
const ASK_EVERY_MS = 400

/** The progress of a long backup job with a button to stop it; hidden for a short job. */
export function JobProgress({ isBusy, onStop }: { isBusy: boolean; onStop: () => void }) {
  const { api } = useStores()
  const [job, setJob] = useState<BackupJob | null>(null)
  useEffect(() => {
    if (!isBusy) return
    const ask = () => void api.workspaceBackups.progress({}).then(setJob, () => undefined)
    const timer = setInterval(ask, ASK_EVERY_MS)
    return () => {
      clearInterval(timer)
      setJob(null)
    }
  }, [api, isBusy])
  if (!isBusy || !job) return null
  return (
    <div role="status" className="flex items-center gap-3">
      <div className="flex flex-1 flex-col gap-1.5">
        <p className="text-sm text-text-muted">{words.phases[job.phase]}</p>
        <Progress label={words.progress} done={job.done} total={job.total} />
      </div>
      <Button size="s" onClick={onStop}>
        {words.stop}
      </Button>
    </div>
  )
}
