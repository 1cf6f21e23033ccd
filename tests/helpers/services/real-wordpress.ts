import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, copyFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Certificate } from './certificates.ts'
import { freePort, listen } from './service.ts'
import { temporaryDirectory } from '../test-app.ts'

/** Where Debian's package `wordpress` puts the program. */
const PROGRAM = '/usr/share/wordpress'

export const USER = 'admin'
/** What the user signs in with; it has the form of an application password. */
export const ACCOUNT_PASSWORD = 'kLm4 Tq9Z bV2x Rw7n Yp3d Hs6f'

/** Why there is no WordPress to test with; null where there is one. */
export function missing(): string | null {
  if (!existsSync(join(PROGRAM, 'wp-load.php'))) return 'the package wordpress is not installed'
  for (const [command, pack] of [
    ['php', 'php-cli and php-mysql'],
    ['mariadbd', 'mariadb-server'],
    ['mariadb-install-db', 'mariadb-server'],
  ] as const)
    if (!hasCommand(command)) return `${command} of the package ${pack} is not installed`
  return null
}

function hasCommand(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${name}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** What differs between sites. */
export interface Setting {
  /** Whether addresses of the REST API begin with /wp-json. */
  hasPrettyLinks?: boolean
  /** Plain PHP of an add-on, as administrators paste it. */
  addOn?: string
}

const environment = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` }

/** The options of a process that may only run as another user than root unless it is asked to. */
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []

/** A real WordPress on loopback ports: with http, and with https, of the certificate. */
export async function startWordPress(certificate: Certificate) {
  const directory = temporaryDirectory()
  const at = (...names: string[]) => join(directory.path, ...names)
  const socket = at('db.sock')
  const processes: ChildProcess[] = []
  /** Starts a server and waits for the line that says it is ready. */
  const start = async (command: string, args: string[], ready: RegExp) => {
    const server = spawn(command, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
    processes.push(server)
    const lines: string[] = []
    for await (const line of createInterface({ input: server.stderr })) {
      lines.push(line)
      if (ready.test(line)) {
        server.stderr.resume()
        return
      }
    }
    throw new Error(`${command} ended:\n${lines.join('\n')}`)
  }
  const stop = async () => {
    for (const one of processes.toReversed()) {
      if (one.exitCode !== null) continue
      one.kill()
      await once(one, 'exit')
    }
    directory[Symbol.dispose]()
  }

  layOut(directory.path, socket)
  /** Runs PHP in the WordPress; answers what it prints. */
  const run = (code: string) =>
    execFileSync('php', ['-r', `$_SERVER['HTTP_HOST'] = 'localhost'; ${code}`], {
      ...{ cwd: at('site'), env: environment, encoding: 'utf8' },
    }).trim()
  try {
    execFileSync(
      'mariadb-install-db',
      [
        '--no-defaults',
        `--datadir=${at('db')}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        ...asRoot,
      ],
      { env: environment, stdio: 'pipe' },
    )
    await start(
      'mariadbd',
      [
        ...['--no-defaults', `--datadir=${at('db')}`, `--socket=${socket}`, `--pid-file=${at('db.pid')}`, ...asRoot],
        ...['--skip-networking', '--skip-grant-tables', '--innodb-flush-log-at-trx-commit=0'],
      ],
      /ready for connections/,
    )
    run(`
      (new mysqli(null, 'root', '', null, 0, '${socket}'))->query('CREATE DATABASE wordpress');
      define('WP_INSTALLING', true);
      function wp_new_blog_notification() {}
      require 'wp-load.php';
      require 'wp-admin/includes/upgrade.php';
      wp_install('Blog', '${USER}', 'admin@example.com', true, '', '${ACCOUNT_PASSWORD}');`)
    const port = await freePort()
    // The cache of PHP would notice a changed file only after two seconds.
    const options = ['-d', 'opcache.enable=0', '-S', `127.0.0.1:${port}`, '-t', at('site')]
    await start('php', options, /Development Server .* started/)
    const secure = await serveSecurely(port, certificate)
    let hadPrettyLinks: boolean | null = null
    return {
      /** Where application passwords are off, as WordPress allows them with https alone. */
      plainUrl: `http://127.0.0.1:${port}`,
      securePort: secure.port,
      version: run("require 'wp-includes/version.php'; echo $wp_version;"),
      applicationPassword: run(`require 'wp-load.php';
        echo WP_Application_Passwords::chunk_password(WP_Application_Passwords::create_new_application_password(1, ['name' => 'Patchbay'])[0]);`),
      /** Makes the site like this. */
      set({ hasPrettyLinks = true, addOn = '' }: Setting) {
        writeFileSync(at('content', 'themes', 'plain', 'functions.php'), `<?php\n${addOn}\n`)
        if (hasPrettyLinks === hadPrettyLinks) return
        hadPrettyLinks = hasPrettyLinks
        run(`require 'wp-load.php';
          $wp_rewrite->set_permalink_structure('${hasPrettyLinks ? '/%postname%/' : ''}');
          flush_rewrite_rules();`)
      },
      [Symbol.asyncDispose]: async () => {
        await secure.stop()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A WordPress whose settings and content are in a directory of its own. */
function layOut(directory: string, socket: string): void {
  const site = join(directory, 'site')
  mkdirSync(site)
  // WordPress takes the directory of wp-load.php as its own, so these are copies and no links.
  for (const name of readdirSync(PROGRAM))
    if (name.endsWith('.php') && name !== 'wp-config.php') copyFileSync(join(PROGRAM, name), join(site, name))
  for (const name of ['wp-admin', 'wp-includes']) symlinkSync(join(PROGRAM, name), join(site, name))
  const theme = join(directory, 'content', 'themes', 'plain')
  mkdirSync(theme, { recursive: true })
  writeFileSync(join(theme, 'style.css'), '/* Theme Name: Plain */')
  writeFileSync(join(theme, 'index.php'), '<!DOCTYPE html><title>Blog</title>')
  writeFileSync(
    join(site, 'wp-config.php'),
    `<?php
    if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') $_SERVER['HTTPS'] = 'on';
    $address = (isset($_SERVER['HTTPS']) ? 'https://' : 'http://') . $_SERVER['HTTP_HOST'];
    define('WP_HOME', $address);
    define('WP_SITEURL', $address);
    define('DB_NAME', 'wordpress');
    define('DB_USER', 'root');
    define('DB_PASSWORD', '');
    define('DB_HOST', 'localhost:${socket}');
    define('WP_DEFAULT_THEME', 'plain');
    define('WP_CONTENT_DIR', '${join(directory, 'content')}');
    define('WP_HTTP_BLOCK_EXTERNAL', true);
    define('DISABLE_WP_CRON', true);
    $table_prefix = 'wp_';
    require __DIR__ . '/wp-settings.php';
    `,
  )
}

/** Serves a local port with https, as a web server before PHP does. */
async function serveSecurely(to: number, certificate: Certificate) {
  const server = createServer(certificate, (call, response) => {
    const { method, url: path, headers } = call
    const inner = request({
      ...{ port: to, host: '127.0.0.1', method, path },
      headers: { ...headers, 'x-forwarded-proto': 'https' },
    })
    inner.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    })
    inner.once('error', () => response.destroy())
    call.pipe(inner)
  })
  return listen(server)
}
