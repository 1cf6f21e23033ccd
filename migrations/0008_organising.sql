CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`query` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`updated_by_name` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_workspace_id_name_key` ON `saved_views` (`workspace_id`,`name_key`);--> statement-breakpoint
ALTER TABLE `connectors` ADD `description` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `connectors` ADD `colour` text;--> statement-breakpoint
ALTER TABLE `connectors` ADD `is_pinned` integer DEFAULT false NOT NULL;