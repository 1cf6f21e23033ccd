/**
 * The day (YYYY-MM-DD) from which a connector needs attention, as an expression of SQL: an empty text where it does already, and
 * null where nothing is known of such a day. The index over it and the statements that use the index share these letters. It has no
 * comma, since drizzle-kit splits the expression of an index at each.
 */
export const ATTENTION_FROM = `CASE WHEN status = 'inactive' THEN NULL
  WHEN status = 'error' OR attention > 0 OR auth GLOB '*"unreadable":true*' OR auth GLOB '*"isUnconfirmed":true*'
    OR sign_in GLOB '*"lost":"*' OR last_test_result GLOB '*"isLasting":true*' THEN ''
  ELSE secret_expires_at END`
