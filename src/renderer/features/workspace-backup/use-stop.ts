import { useRef } from 'react'
import { appError, type AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'

/** Stops a backup job; `errorAfter` turns the error that the stopped job then has into "stopped". */
export function useStop() {
  const { api } = useStores()
  const isStopped = useRef(false)
  return {
    stop: () => {
      isStopped.current = true
      void api.workspaceBackups.cancel({}).catch(() => undefined)
    },
    errorAfter: (error: AppError): AppError => {
      const wasStopped = isStopped.current
      isStopped.current = false
      return wasStopped ? appError('stopped') : error
    },
  }
}
