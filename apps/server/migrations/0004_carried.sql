CREATE TABLE "carried_fact" (
	"organization_id" text NOT NULL,
	"device" text NOT NULL,
	"seq" bigint NOT NULL,
	"carried_by" text NOT NULL,
	"file" text NOT NULL,
	"carried_at" bigint NOT NULL,
	CONSTRAINT "carried_fact_organization_id_device_seq_pk" PRIMARY KEY("organization_id","device","seq")
);
--> statement-breakpoint
CREATE TABLE "fact_elsewhere" (
	"organization_id" text NOT NULL,
	"device" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "fact_elsewhere_organization_id_device_seq_pk" PRIMARY KEY("organization_id","device","seq")
);
--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "carried_to" bigint;