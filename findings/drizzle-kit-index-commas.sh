#!/bin/sh
# Guess: an index on an expression comes out of `drizzle-kit generate` as it was written.
# Seen: drizzle-kit splits the expression at its commas and quotes each part as a column, although its own snapshot says
# that it is an expression. SQLite refuses the migration. Without a comma in it the expression is kept.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts drizzle-kit@0.31.11 drizzle-orm@0.45.4

cat >schema.mjs <<'JS'
import { sql } from 'drizzle-orm'
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
export const items = sqliteTable('items', { a: text('a'), b: text('b') }, (t) => [
  index('with_comma').on(sql`coalesce(a, b)`),
  index('without_comma').on(sql`lower(a)`),
])
JS
npx drizzle-kit generate --dialect sqlite --schema schema.mjs --out out >/dev/null
seen=$(grep -h 'CREATE INDEX' out/*.sql | sed 's/--> statement-breakpoint//')
echo "drizzle-kit $(npx drizzle-kit --version | sed -n 's/^drizzle-kit: //p')"
echo "$seen"
[ "$seen" = 'CREATE INDEX `with_comma` ON `items` (`coalesce(a`,` b)`);
CREATE INDEX `without_comma` ON `items` (lower(a));' ]
