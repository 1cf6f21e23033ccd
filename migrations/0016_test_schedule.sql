ALTER TABLE `workspaces` ADD `test_every_hours` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `marks_failed_tests` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `scheduled_run` text;