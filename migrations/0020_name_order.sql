DROP INDEX `workspaces_name_key`;--> statement-breakpoint
UPDATE `workspaces` SET `name_key` = key_of_name(`name`) WHERE `name_key` <> key_of_name(`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_name_key` ON `workspaces` (`name_key`) WHERE "workspaces"."deleted_at" IS NULL;--> statement-breakpoint
DROP INDEX `connectors_tenant_id_name_key`;--> statement-breakpoint
UPDATE `connectors` SET `name_key` = key_of_name(`name`) WHERE `name_key` <> key_of_name(`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `connectors_tenant_id_name_key` ON `connectors` (`tenant_id`,`name_key`) WHERE "connectors"."deleted_at" IS NULL;--> statement-breakpoint
DROP INDEX `saved_views_workspace_id_name_key`;--> statement-breakpoint
UPDATE `saved_views` SET `name_key` = key_of_name(`name`) WHERE `name_key` <> key_of_name(`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_workspace_id_name_key` ON `saved_views` (`workspace_id`,`name_key`);--> statement-breakpoint
DROP INDEX `tokens_person_id_name_key`;--> statement-breakpoint
UPDATE `tokens` SET `name_key` = key_of_name(`name`) WHERE `name_key` <> key_of_name(`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_person_id_name_key` ON `tokens` (`person_id`,`name_key`);
