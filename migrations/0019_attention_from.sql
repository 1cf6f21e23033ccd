CREATE INDEX `connectors_attention_from` ON `connectors` (`tenant_id`,CASE WHEN status = 'inactive' THEN NULL
  WHEN status = 'error' OR attention > 0 OR auth GLOB '*"unreadable":true*' OR auth GLOB '*"isUnconfirmed":true*'
    OR sign_in GLOB '*"lost":"*' OR last_test_result GLOB '*"isLasting":true*' THEN ''
  ELSE secret_expires_at END) WHERE "connectors"."deleted_at" IS NULL AND CASE WHEN status = 'inactive' THEN NULL
  WHEN status = 'error' OR attention > 0 OR auth GLOB '*"unreadable":true*' OR auth GLOB '*"isUnconfirmed":true*'
    OR sign_in GLOB '*"lost":"*' OR last_test_result GLOB '*"isLasting":true*' THEN ''
  ELSE secret_expires_at END IS NOT NULL;