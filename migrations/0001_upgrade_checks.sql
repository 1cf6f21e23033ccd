ALTER TABLE `connectors` ADD `checked_hash` text;--> statement-breakpoint
ALTER TABLE `connectors` ADD `attention` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `connectors_catalog_id_checked_hash` ON `connectors` (`catalog_id`,`checked_hash`);--> statement-breakpoint
CREATE INDEX `connectors_attention` ON `connectors` (`tenant_id`) WHERE "connectors"."attention" > 0;--> statement-breakpoint
-- A connector that was saved with another version of its entry is checked at the next start: '' is no entry's hash.
UPDATE `connectors` SET `checked_hash` = CASE WHEN `catalog_version` = e.`version` THEN e.`content_hash` ELSE '' END
  FROM `connector_catalog` AS e WHERE e.`id` = `connectors`.`catalog_id`;
