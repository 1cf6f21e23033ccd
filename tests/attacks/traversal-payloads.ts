const STEPS = [
  ...['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '.%2e/', '%2E%2E%2F', '..\\', '..%5c', '%2e%2e\\', '%2e%2e%5c', '....//'],
  ...['..;/', '..%00/', '..%c0%af', '..%252f', '%252e%252e%252f', '%uff0e%uff0e/', '..%ef%bc%8f', './../', '/..//'],
]
const TARGETS = ['package.json', 'etc/passwd', 'out/main/index.js', 'manifest.json', 'seeds/catalog/medium.json']

/** Paths that try to leave the directory of the screens, or to name a file in it that is not served: 200 and more. */
export const TRAVERSALS: string[] = [
  ...STEPS.flatMap((step) => TARGETS.flatMap((target) => [`/${step}${target}`, `/assets/${step.repeat(4)}${target}`])),
  ...['/manifest.json', '/packages.json', '/planted.js', '/planted.js/', '/./planted.js', '/assets/../planted.js'],
  ...[
    '/index.html/',
    '/index.html%00',
    '/index.html%00.js',
    '/index.html;x',
    '/INDEX.HTML',
    '//index.html',
    '/assets',
    '/assets/',
  ],
  ...[
    '/C:/Windows/win.ini',
    '/file:///etc/passwd',
    '/%2fetc%2fpasswd',
    '//etc/passwd',
    '/~root/',
    '/.git/config',
    '/.env',
  ],
  ...['/__proto__', '/constructor', '/toString', '/%5f%5fproto%5f%5f', '/\u0000', '/%', '/%zz', `/${'a'.repeat(8000)}`],
]
