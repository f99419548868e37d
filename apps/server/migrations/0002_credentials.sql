ALTER TABLE "enrolment_credential" ADD COLUMN "expires_at" bigint;--> statement-breakpoint
UPDATE "enrolment_credential" SET "expires_at" = "joined_at" + 2592000000;--> statement-breakpoint
ALTER TABLE "enrolment_credential" ALTER COLUMN "expires_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "enrolment_credential" ADD COLUMN "push_hash" text;--> statement-breakpoint
ALTER TABLE "enrolment_credential" ADD COLUMN "push_until" bigint;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "settled" text;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "settled_at" bigint;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "settled_by" text;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "note" text;--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_credential_push" ON "enrolment_credential" USING btree ("push_hash");