DROP INDEX `workspaces_name_key`;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `letter` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `production` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `archived_at` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `deleted_at` text;--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_name_key` ON `workspaces` (`name_key`) WHERE "workspaces"."deleted_at" IS NULL;