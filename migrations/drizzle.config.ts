import { defineConfig } from 'drizzle-kit'

/** `npm run db:generate -- --name what_changes` writes the next migration from src/main/store/schema.ts. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/main/store/schema.ts',
  out: './migrations',
})
