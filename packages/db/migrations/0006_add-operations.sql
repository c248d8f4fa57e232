CREATE TABLE `alerts` (
	`fingerprint` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`occurrences` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`told_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alerts_last` ON `alerts` (`last_at`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`token_id` text NOT NULL,
	`team_id` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`details` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entries_at` ON `audit_entries` (`at`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`mentions` text NOT NULL,
	`requested_at` integer NOT NULL,
	`erased` integer DEFAULT 0 NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE TABLE `missing_deliveries` (
	`channel` text NOT NULL,
	`sender_id` text NOT NULL,
	`source` text NOT NULL,
	`attempt_id` text NOT NULL,
	`type` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`requests` integer DEFAULT 0 NOT NULL,
	`requested_at` integer,
	`healed_at` integer,
	`error` text,
	PRIMARY KEY(`channel`, `sender_id`)
);
--> statement-breakpoint
CREATE INDEX `missing_deliveries_open` ON `missing_deliveries` (`channel`,`occurred_at`) WHERE "missing_deliveries"."healed_at" is null;--> statement-breakpoint
CREATE INDEX `missing_deliveries_occurred` ON `missing_deliveries` (`occurred_at`);--> statement-breakpoint
CREATE TABLE `reconciled_days` (
	`channel` text NOT NULL,
	`source` text NOT NULL,
	`day` text NOT NULL,
	`expected` integer NOT NULL,
	PRIMARY KEY(`channel`, `day`)
);
--> statement-breakpoint
CREATE INDEX `reconciled_days_day` ON `reconciled_days` (`day`);--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`channel` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`compared_to` integer NOT NULL,
	`walk_from` integer,
	`next_page` text,
	`checked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `replays` (
	`id` text PRIMARY KEY NOT NULL,
	`filter` text NOT NULL,
	`token_id` text NOT NULL,
	`requested_at` integer NOT NULL,
	`expected` integer NOT NULL,
	`announced` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`before_at` integer,
	`before_id` text,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `replays_requested` ON `replays` (`requested_at`);--> statement-breakpoint
ALTER TABLE `deliveries` ADD `customer_id` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `sender_id` text;--> statement-breakpoint
CREATE INDEX `deliveries_source` ON `deliveries` (`source`,`received_at`);--> statement-breakpoint
CREATE INDEX `deliveries_type` ON `deliveries` (`type`,`received_at`);--> statement-breakpoint
CREATE INDEX `deliveries_object` ON `deliveries` (`object_id`,`received_at`) WHERE "deliveries"."object_id" is not null;--> statement-breakpoint
CREATE INDEX `deliveries_customer` ON `deliveries` (`customer_id`,`received_at`) WHERE "deliveries"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX `deliveries_sender` ON `deliveries` (`sender_id`) WHERE "deliveries"."sender_id" is not null;--> statement-breakpoint
CREATE INDEX `deliveries_troubled` ON `deliveries` (`received_at`) WHERE "deliveries"."status" in ('pending', 'failed', 'dead');