CREATE TABLE `installation` (
	`id` integer PRIMARY KEY NOT NULL,
	`founder_id` text NOT NULL,
	`founder_name` text NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "installation_id" CHECK("installation"."id" = 1)
);
