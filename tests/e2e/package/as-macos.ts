/** Merging the halves of a universal program is refused elsewhere, although it works there as long as none needs `lipo`. */
Object.defineProperty(process, 'platform', { value: 'darwin' })
