DROP INDEX `deliveries_troubled`;--> statement-breakpoint
CREATE INDEX `deliveries_in_trouble` ON `deliveries` (`received_at`) WHERE "deliveries"."status" in ('pending', 'failed', 'dead', 'unheard');