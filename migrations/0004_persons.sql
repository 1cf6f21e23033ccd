CREATE TABLE `persons` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`account` text,
	`x25519` text,
	`ed25519` text,
	`slots` text DEFAULT '{}' NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `persons_account_unique` ON `persons` (`account`);--> statement-breakpoint
-- Every account that has a role, and the one that created the data directory, becomes a person. The id is a random UUID.
INSERT INTO `persons` (`id`, `name`, `account`, `created_at`)
  SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' ||
      substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    `name`, `account`, `created_at`
  FROM (
    SELECT `account`, `name`, min(`created_at`) AS `created_at` FROM (
      SELECT `account_id` AS `account`, `name`, `created_at` FROM `members`
      UNION ALL
      SELECT `founder_id`, `founder_name`, `created_at` FROM `installation`
    ) GROUP BY `account`
  );
--> statement-breakpoint
CREATE TABLE `__new_members` (
	`workspace_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `person_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "members_role" CHECK("role" IN ('owner', 'admin', 'member'))
);
--> statement-breakpoint
INSERT INTO `__new_members` (`workspace_id`, `person_id`, `role`, `created_at`)
  SELECT m.`workspace_id`, p.`id`, m.`role`, m.`created_at`
  FROM `members` AS m JOIN `persons` AS p ON p.`account` = m.`account_id` ORDER BY m.rowid;
--> statement-breakpoint
DROP TABLE `members`;--> statement-breakpoint
ALTER TABLE `__new_members` RENAME TO `members`;--> statement-breakpoint
CREATE INDEX `members_person_id` ON `members` (`person_id`);--> statement-breakpoint
-- What they did before stays theirs; the names beside the ids stay as they were written.
UPDATE `installation` SET `founder_id` = p.`id` FROM `persons` AS p WHERE p.`account` = `founder_id`;--> statement-breakpoint
UPDATE `workspaces` SET `created_by` = p.`id` FROM `persons` AS p WHERE p.`account` = `created_by`;--> statement-breakpoint
UPDATE `workspaces` SET `updated_by` = p.`id` FROM `persons` AS p WHERE p.`account` = `updated_by`;--> statement-breakpoint
UPDATE `connectors` SET `created_by` = p.`id` FROM `persons` AS p WHERE p.`account` = `created_by`;--> statement-breakpoint
UPDATE `connectors` SET `updated_by` = p.`id` FROM `persons` AS p WHERE p.`account` = `updated_by`;--> statement-breakpoint
UPDATE `activity` SET `actor_id` = p.`id` FROM `persons` AS p WHERE p.`account` = `actor_id`;--> statement-breakpoint
CREATE TABLE `__new_key_slots` (
	`id` text PRIMARY KEY NOT NULL,
	`key_id` text NOT NULL,
	`kind` text NOT NULL,
	`person_id` text,
	`params` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`key_id`) REFERENCES `workspace_keys`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "key_slots_kind" CHECK("kind" IN ('keychain', 'passphrase', 'person')),
	CONSTRAINT "key_slots_person" CHECK(("kind" = 'person') = ("person_id" IS NOT NULL))
);
--> statement-breakpoint
INSERT INTO `__new_key_slots` (`id`, `key_id`, `kind`, `params`, `created_at`)
  SELECT `id`, `key_id`, `kind`, `params`, `created_at` FROM `key_slots` ORDER BY rowid;
--> statement-breakpoint
DROP TABLE `key_slots`;--> statement-breakpoint
ALTER TABLE `__new_key_slots` RENAME TO `key_slots`;--> statement-breakpoint
CREATE UNIQUE INDEX `key_slots_key_id_kind` ON `key_slots` (`key_id`,`kind`) WHERE "key_slots"."person_id" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `key_slots_key_id_person_id` ON `key_slots` (`key_id`,`person_id`) WHERE "key_slots"."person_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `spent_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`person_id` text NOT NULL,
	`spent_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
