import { settingsText } from '../../text/settings.ts'
import { CopyButton } from '../../ui/copy-button.tsx'

/** Where something is kept on this computer, to copy. */
export const Place = ({ label, path }: { label: string; path: string }) => (
  <div className="flex items-center gap-2">
    <div className="min-w-0 flex-1">
      <p className="text-sm font-medium">{label}</p>
      <p data-place className="text-xs text-text-muted wrap-anywhere">
        <bdi>{path}</bdi>
      </p>
    </div>
    <CopyButton text={path} label={settingsText.program.copyPath} />
  </div>
)
