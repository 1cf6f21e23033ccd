ALTER TABLE `connector_catalog` ADD `summary` text;--> statement-breakpoint
ALTER TABLE `connector_catalog` ADD `identity` text;--> statement-breakpoint
ALTER TABLE `connectors` ADD `status_since` text;