import { spawnSync } from 'node:child_process'
import { expect } from '@playwright/test'
import type { ProgramProcess } from './launch.ts'

const has = (program: string) => spawnSync('which', [program]).status === 0

/** Why native windows cannot be driven here, or false. */
export const cannotDriveNative = (process.platform !== 'linux' || !has('xdotool')) && 'there is no xdotool here'

function xdotool(...args: string[]): string {
  return spawnSync('xdotool', args, { encoding: 'utf8' }).stdout.trim()
}

/** A native window on screen. */
export interface NativeWindow {
  /** Presses keys by their X names. */
  press(...keys: string[]): void
  /** Types a text into the focused control. */
  type(text: string): void
  /** Whether the window is still open. */
  isOpen(): boolean
}

/** Waits for a native window of the program with this title. */
export async function nativeWindow(program: ProgramProcess, title: RegExp): Promise<NativeWindow> {
  const ids = () =>
    xdotool('search', '--onlyvisible', '--pid', String(program.pid))
      .split('\n')
      .filter((id) => id !== '' && title.test(xdotool('getwindowname', id)))
  await expect.poll(ids).not.toEqual([])
  const [id = ''] = ids()
  return {
    press: (...keys) => void xdotool('windowfocus', '--sync', id, 'key', '--clearmodifiers', ...keys),
    type: (text) => void xdotool('windowfocus', '--sync', id, 'type', '--delay', '10', text),
    isOpen: () => ids().includes(id),
  }
}
