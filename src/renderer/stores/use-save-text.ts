import { secretsText } from '../text/secrets.ts'
import { useStores } from './context.ts'

/** Saves a text that is shown once to a file: where the person chooses, or as a download of the browser. */
export function useSaveText(): (name: string, text: string) => void {
  const { desktop, toasts } = useStores()
  const save = async (name: string, text: string) => {
    if (desktop && !(await desktop.saveText(name, text))) return
    if (!desktop) download(name, text)
    toasts.success(secretsText.passphrase.saved)
  }
  return (name, text) =>
    void save(name, text).catch((error: unknown) => toasts.failure(secretsText.passphrase.saveFailed, error))
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
