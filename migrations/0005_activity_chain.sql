CREATE TABLE `activity_heads` (
	`workspace_id` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`hash` text NOT NULL,
	`signed_count` integer DEFAULT 0 NOT NULL,
	`signed_id` integer,
	`signed_by` text,
	`signature` text
);
--> statement-breakpoint
ALTER TABLE `activity` ADD `kind` text GENERATED ALWAYS AS (substr("action", 1, instr("action", '.') - 1)) VIRTUAL;--> statement-breakpoint
ALTER TABLE `activity` ADD `config` text;--> statement-breakpoint
ALTER TABLE `activity` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `activity_actor_id` ON `activity` (`workspace_id`,`actor_id`,`id`);--> statement-breakpoint
CREATE INDEX `activity_subject_id` ON `activity` (`workspace_id`,`subject_id`,`id`);--> statement-breakpoint
CREATE INDEX `activity_kind` ON `activity` (`workspace_id`,`kind`,`id`);
--> statement-breakpoint
UPDATE `activity` SET `hash` = `chain`.`hash` FROM (
	SELECT `id`, chain_hash(`workspace_id`, `at`, `actor_id`, `actor_name`, `action`, `subject_id`, `subject_name`, `detail`, `config`)
		OVER (PARTITION BY `workspace_id` ORDER BY `id`) AS `hash`
	FROM `activity`
) AS `chain` WHERE `chain`.`id` = `activity`.`id`;
--> statement-breakpoint
INSERT INTO `activity_heads` (`workspace_id`, `count`, `hash`)
	SELECT coalesce(`workspace_id`, ''), `total`, `hash` FROM (
		SELECT `workspace_id`, count(*) AS `total`, `hash`, max(`id`) FROM `activity` GROUP BY `workspace_id`
	);
--> statement-breakpoint
CREATE TRIGGER `activity_is_not_changed` BEFORE UPDATE ON `activity` BEGIN
	SELECT raise(ABORT, 'activity is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `activity_is_not_deleted` BEFORE DELETE ON `activity`
WHEN `OLD`.`workspace_id` IS NULL OR EXISTS (SELECT 1 FROM `workspaces` WHERE `id` = `OLD`.`workspace_id`) BEGIN
	SELECT raise(ABORT, 'activity is append-only');
END;
