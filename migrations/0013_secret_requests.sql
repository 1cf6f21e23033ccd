CREATE TABLE `secret_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`connector_id` text NOT NULL,
	`paths` text NOT NULL,
	`recipient` text NOT NULL,
	`private_key` text,
	`until` text NOT NULL,
	`state` text NOT NULL,
	`closed_at` text,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`connector_id`) REFERENCES `connectors`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "secret_requests_state" CHECK("secret_requests"."state" IN ('open', 'answered', 'revoked')),
	CONSTRAINT "secret_requests_private_key" CHECK(("secret_requests"."state" = 'open') = ("secret_requests"."private_key" IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX `secret_requests_workspace_id` ON `secret_requests` (`workspace_id`,`connector_id`);--> statement-breakpoint
CREATE INDEX `secret_requests_connector_id` ON `secret_requests` (`connector_id`);