CREATE TABLE `shared_conflicts` (
	`workspace_id` text NOT NULL,
	`connector_id` text NOT NULL,
	`field` text NOT NULL,
	`member_id` text NOT NULL,
	`entry` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `connector_id`, `field`, `member_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `shared_connectors` (
	`workspace_id` text NOT NULL,
	`connector_id` text NOT NULL,
	`fields` text NOT NULL,
	`waits_for` text,
	PRIMARY KEY(`workspace_id`, `connector_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `shared_outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workspace_id` text NOT NULL,
	`change_id` text NOT NULL,
	`at` text NOT NULL,
	`words` text NOT NULL,
	`operations` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shared_outbox_change_id_unique` ON `shared_outbox` (`change_id`);--> statement-breakpoint
CREATE INDEX `shared_outbox_workspace_id` ON `shared_outbox` (`workspace_id`,`id`);--> statement-breakpoint
CREATE TABLE `shared_touches` (
	`workspace_id` text NOT NULL,
	`connector_id` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `connector_id`)
);
--> statement-breakpoint
CREATE TABLE `shared_workspaces` (
	`workspace_id` text PRIMARY KEY NOT NULL,
	`remote` text NOT NULL,
	`root` text NOT NULL,
	`state` text NOT NULL,
	`synced_at` text,
	`problem` text,
	`refused_head` text,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TRIGGER `connectors_insert_is_shared` AFTER INSERT ON `connectors`
WHEN EXISTS (SELECT 1 FROM `shared_workspaces` WHERE `workspace_id` = NEW.`tenant_id`) BEGIN
	INSERT OR IGNORE INTO `shared_touches` VALUES (NEW.`tenant_id`, NEW.`id`);
END;
--> statement-breakpoint
CREATE TRIGGER `connectors_update_is_shared` AFTER UPDATE ON `connectors`
WHEN EXISTS (SELECT 1 FROM `shared_workspaces` WHERE `workspace_id` = NEW.`tenant_id`) BEGIN
	INSERT OR IGNORE INTO `shared_touches` VALUES (NEW.`tenant_id`, NEW.`id`);
END;
--> statement-breakpoint
CREATE TRIGGER `connectors_delete_is_shared` AFTER DELETE ON `connectors`
WHEN EXISTS (SELECT 1 FROM `shared_workspaces` WHERE `workspace_id` = OLD.`tenant_id`) BEGIN
	INSERT OR IGNORE INTO `shared_touches` VALUES (OLD.`tenant_id`, OLD.`id`);
END;
