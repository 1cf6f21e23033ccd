import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * The part of the `fpm` command that electron-builder uses to make a .deb: dpkg-deb packs the files, scripts
 * and fields of its arguments. Throws for an unknown option.
 */
const text = { type: 'string' } as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { ...text, short: 's' },
    target: { ...text, short: 't' },
    force: { type: 'boolean' },
    depends: { ...text, short: 'd', multiple: true },
    'deb-recommends': { ...text, multiple: true },
    ...{ 'deb-compression': text, 'deb-priority': text, architecture: text, 'after-install': text },
    ...{ 'after-remove': text, description: text, version: text, package: text, name: text, maintainer: text },
    ...{ vendor: text, url: text, category: text, license: text },
  },
})
const root = mkdtempSync(join(tmpdir(), 'patchbay-fpm-'))
chmodSync(root, 0o755)
try {
  for (const pair of positionals) {
    const at = pair.indexOf('=')
    const target = join(root, pair.slice(at + 1))
    mkdirSync(dirname(target), { recursive: true })
    cpSync(pair.slice(0, at), target, { recursive: true })
    if (statSync(target).isFile()) chmodSync(target, 0o644)
  }
  const control = join(root, 'DEBIAN')
  mkdirSync(control)
  const fields = {
    Package: values.name,
    Version: values.version,
    License: values.license,
    Vendor: values.vendor,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    Depends: values.depends?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category ?? 'default',
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: values.description,
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []))
  writeFileSync(join(control, 'control'), lines.join(''))
  for (const [name, file] of Object.entries({ postinst: values['after-install'], postrm: values['after-remove'] })) {
    cpSync(file ?? '', join(control, name))
    chmodSync(join(control, name), 0o755)
  }
  const compression = `-Z${values['deb-compression'] ?? 'xz'}`
  const command = ['--root-owner-group', compression, '-z1', '--build', root, values.package ?? '']
  execFileSync('dpkg-deb', command, { stdio: ['ignore', 'ignore', 'inherit'] })
} finally {
  rmSync(root, { recursive: true, force: true })
}
