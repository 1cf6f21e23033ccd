/** Pretends to be macOS: other systems are refused a universal build, although it works there without `lipo`. */
Object.defineProperty(process, 'platform', { value: 'darwin' })
