import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appError } from '../../../contract/errors.ts'
import { hasScreen } from './browser.ts'

const DOWNLOAD_TIMEOUT_MS = 180_000

/**
 * Opens the program in Electron and waits until it is closed; installs Electron's binary first where it is missing.
 * Answers false, after one line that says why, where Electron cannot run.
 */
export async function runElectron(rootDir: string, dataDir: string | undefined): Promise<boolean> {
  const binary = hasScreen() ? (findBinary(rootDir) ?? installBinary(rootDir)) : null
  if (!binary) {
    const why = hasScreen() ? 'Electron is missing and could not be installed' : 'There is no screen for a window'
    console.log(`${why}, so Patchbay opens in a browser instead.`)
    return false
  }
  const args = dataDir === undefined ? [rootDir] : [rootDir, `--data-dir=${dataDir}`]
  const child = spawn(binary, args, { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code) throw appError('electron_ended', { status: code })
  return true
}

/** The binary that Electron's package has unpacked, or null. */
export function findBinary(rootDir: string): string | null {
  const electron = join(rootDir, 'node_modules', 'electron')
  const pathFile = join(electron, 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(electron, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : null
}

function installBinary(rootDir: string): string | null {
  const installer = join(rootDir, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return null
  console.log('Installing Electron…')
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: DOWNLOAD_TIMEOUT_MS })
  return findBinary(rootDir)
}
