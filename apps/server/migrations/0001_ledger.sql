CREATE TABLE "device" (
	"organization_id" text NOT NULL,
	"device" text NOT NULL,
	"person" text NOT NULL,
	"last_seq" bigint NOT NULL,
	"last_at" bigint,
	"first_seen_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	CONSTRAINT "device_organization_id_device_pk" PRIMARY KEY("organization_id","device")
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"organization_id" text NOT NULL,
	"id" uuid NOT NULL,
	"device" text NOT NULL,
	"seq" bigint NOT NULL,
	"name" text NOT NULL,
	"shape" integer NOT NULL,
	"scope" text NOT NULL,
	"subjects" text[] NOT NULL,
	"seen" bigint,
	"in_force_written" text,
	"in_force" text NOT NULL,
	"in_hand" text,
	"at" bigint NOT NULL,
	"clock_offset" bigint NOT NULL,
	"mono" double precision NOT NULL,
	"stamp" text NOT NULL,
	"corrected_at" bigint NOT NULL,
	"corrected_stamp" text NOT NULL,
	"received_at" bigint NOT NULL,
	"clock" text NOT NULL,
	"author" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"version" bigint NOT NULL,
	"waits_for" text,
	CONSTRAINT "fact_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_epoch" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"epoch" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"organization_id" text NOT NULL,
	"device" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"received" "bytea" NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "quarantine_organization_id_device_seq_pk" PRIMARY KEY("organization_id","device","seq")
);
--> statement-breakpoint
CREATE TABLE "record" (
	"organization_id" text NOT NULL,
	"scope" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"version" bigint NOT NULL,
	"data" jsonb,
	"gone" text,
	"status" text,
	"assignee" text,
	"due_at" bigint,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "record_organization_id_scope_kind_id_pk" PRIMARY KEY("organization_id","scope","kind","id")
);
--> statement-breakpoint
CREATE TABLE "scope" (
	"organization_id" text NOT NULL,
	"scope" text NOT NULL,
	"head" bigint NOT NULL,
	"floor" bigint NOT NULL,
	"live_count" integer NOT NULL,
	"live_hash" text NOT NULL,
	CONSTRAINT "scope_organization_id_scope_pk" PRIMARY KEY("organization_id","scope")
);
--> statement-breakpoint
CREATE TABLE "tally" (
	"organization_id" text NOT NULL,
	"site" text NOT NULL,
	"start" bigint NOT NULL,
	"counter" text NOT NULL,
	"method" text NOT NULL,
	"plan" text NOT NULL,
	"in_force" text NOT NULL,
	"in_hand" text NOT NULL,
	"zone" text NOT NULL,
	"segment" text NOT NULL,
	"detail" text NOT NULL,
	"currency" text NOT NULL,
	"n" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	"minutes" integer NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "tally_organization_id_site_start_counter_method_plan_in_force_in_hand_zone_segment_detail_currency_pk" PRIMARY KEY("organization_id","site","start","counter","method","plan","in_force","in_hand","zone","segment","detail","currency")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "fact_device_seq" ON "fact" USING btree ("organization_id","device","seq");--> statement-breakpoint
CREATE INDEX "fact_scope_time" ON "fact" USING btree ("organization_id","scope","corrected_at");--> statement-breakpoint
CREATE INDEX "fact_waiting" ON "fact" USING btree ("organization_id","waits_for") WHERE waits_for is not null;--> statement-breakpoint
CREATE INDEX "quarantine_id" ON "quarantine" USING btree ("organization_id","id") WHERE id is not null;--> statement-breakpoint
CREATE INDEX "record_version" ON "record" USING btree ("organization_id","scope","version");--> statement-breakpoint
CREATE INDEX "record_status" ON "record" USING btree ("organization_id","kind","status");--> statement-breakpoint
ALTER TABLE "tally" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "record" SET (fillfactor = 90);--> statement-breakpoint
ALTER TABLE "scope" SET (fillfactor = 40);--> statement-breakpoint
ALTER TABLE "device" SET (fillfactor = 40);
