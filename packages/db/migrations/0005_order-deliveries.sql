CREATE TABLE `secret_uses` (
	`source` text NOT NULL,
	`secret_id` text NOT NULL,
	`hits` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	PRIMARY KEY(`source`, `secret_id`)
);
--> statement-breakpoint
ALTER TABLE `deliveries` ADD `object_key` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `sequence` integer;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `ordering` text;