ALTER TABLE `users` ADD `greeted_at` integer;--> statement-breakpoint
-- By hand: Drizzle does not fill a column.
UPDATE `users` SET `greeted_at` = (SELECT `created_at` FROM `mails` WHERE `user_id` = `users`.`id` AND `reason` = 'welcome');--> statement-breakpoint
CREATE INDEX `users_ungreeted` ON `users` (`created_at`) WHERE "users"."greeted_at" IS NULL;