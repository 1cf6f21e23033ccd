CREATE TABLE `activity` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workspace_id` text,
	`at` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`subject_id` text,
	`subject_name` text,
	`detail` text DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `activity_workspace_id` ON `activity` (`workspace_id`,`id`);--> statement-breakpoint
CREATE TABLE `connector_catalog` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`category` text NOT NULL,
	`icon` text,
	`auth_type` text NOT NULL,
	`capabilities` text DEFAULT '{}' NOT NULL,
	`default_config_schema` text DEFAULT '{}' NOT NULL,
	`auth_schema` text DEFAULT '{}' NOT NULL,
	`connection_test` text,
	`oauth` text,
	`docs_url` text,
	`version` text NOT NULL,
	`source` text NOT NULL,
	`content_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "connector_catalog_auth_type" CHECK("connector_catalog"."auth_type" IN ('oauth', 'api_key', 'basic', 'none')),
	CONSTRAINT "connector_catalog_source" CHECK("connector_catalog"."source" IN ('builtin', 'imported'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connector_catalog_key_unique` ON `connector_catalog` (`key`);--> statement-breakpoint
CREATE TABLE `connectors` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`catalog_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`status` text DEFAULT 'inactive' NOT NULL,
	`status_message` text,
	`config` text DEFAULT '{}' NOT NULL,
	`auth` text DEFAULT '{}' NOT NULL,
	`tags` text DEFAULT '[]' NOT NULL,
	`catalog_version` text NOT NULL,
	`last_tested_at` text,
	`last_test_result` text,
	`secret_expires_at` text,
	`deleted_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`updated_by_name` text NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`catalog_id`) REFERENCES `connector_catalog`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "connectors_status" CHECK("connectors"."status" IN ('inactive', 'active', 'error'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connectors_tenant_id_name_key` ON `connectors` (`tenant_id`,`name_key`) WHERE "connectors"."deleted_at" IS NULL;--> statement-breakpoint
CREATE INDEX `connectors_tenant_id` ON `connectors` (`tenant_id`);--> statement-breakpoint
CREATE INDEX `connectors_catalog_id` ON `connectors` (`catalog_id`);--> statement-breakpoint
CREATE TABLE `key_slots` (
	`id` text PRIMARY KEY NOT NULL,
	`key_id` text NOT NULL,
	`kind` text NOT NULL,
	`params` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`key_id`) REFERENCES `workspace_keys`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "key_slots_kind" CHECK("key_slots"."kind" IN ('keychain', 'passphrase'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `key_slots_key_id_kind` ON `key_slots` (`key_id`,`kind`);--> statement-breakpoint
CREATE TABLE `members` (
	`workspace_id` text NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `account_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "members_role" CHECK("members"."role" IN ('owner', 'admin', 'member'))
);
--> statement-breakpoint
CREATE INDEX `members_account_id` ON `members` (`account_id`);--> statement-breakpoint
CREATE TABLE `workspace_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`key_check` text NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "workspace_keys_state" CHECK("workspace_keys"."state" IN ('pending', 'active', 'retired'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workspace_keys_workspace_id_version` ON `workspace_keys` (`workspace_id`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `workspace_keys_one_active` ON `workspace_keys` (`workspace_id`) WHERE "workspace_keys"."state" = 'active';--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`colour` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_by` text NOT NULL,
	`created_by_name` text NOT NULL,
	`updated_by_name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_name_key` ON `workspaces` (`name_key`);