CREATE TABLE `target_files` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`path` text NOT NULL,
	`format` text NOT NULL,
	`envelope` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`updated_by_name` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "target_files_format" CHECK("target_files"."format" IN ('json', 'ndjson', 'csv', 'yaml'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `target_files_path_unique` ON `target_files` (`path`);--> statement-breakpoint
CREATE TABLE `target_uses` (
	`connector_id` text NOT NULL,
	`source` text NOT NULL,
	`uses` text NOT NULL,
	`reported_at` text NOT NULL,
	PRIMARY KEY(`connector_id`, `source`),
	FOREIGN KEY (`connector_id`) REFERENCES `connectors`(`id`) ON UPDATE no action ON DELETE cascade
);
