CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`hash` text NOT NULL,
	`scope` text NOT NULL,
	`workspace_ids` text,
	`expires_on` text,
	`last_used_at` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tokens_scope" CHECK("tokens"."scope" IN ('read', 'write'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash_unique` ON `tokens` (`hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_person_id_name_key` ON `tokens` (`person_id`,`name_key`);