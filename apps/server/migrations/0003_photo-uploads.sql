CREATE TABLE "blob_scope" (
	"organization_id" text NOT NULL,
	"sha256" text NOT NULL,
	"scope" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "blob_scope_organization_id_sha256_scope_pk" PRIMARY KEY("organization_id","sha256","scope")
);
--> statement-breakpoint
CREATE TABLE "photo_part" (
	"organization_id" text NOT NULL,
	"key" text NOT NULL,
	"person" text NOT NULL,
	"sha256" text NOT NULL,
	"start" integer NOT NULL,
	"bytes" integer NOT NULL,
	"kept" boolean DEFAULT false NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "photo_part_organization_id_key_pk" PRIMARY KEY("organization_id","key")
);
--> statement-breakpoint
CREATE TABLE "photo_upload" (
	"organization_id" text NOT NULL,
	"person" text NOT NULL,
	"sha256" text NOT NULL,
	"length" integer NOT NULL,
	"received" integer NOT NULL,
	"touched_at" bigint NOT NULL,
	CONSTRAINT "photo_upload_organization_id_person_sha256_pk" PRIMARY KEY("organization_id","person","sha256")
);
--> statement-breakpoint
CREATE INDEX "photo_part_upload" ON "photo_part" USING btree ("organization_id","person","sha256");--> statement-breakpoint
CREATE INDEX "photo_part_at" ON "photo_part" USING btree ("at");--> statement-breakpoint
CREATE INDEX "photo_upload_touched" ON "photo_upload" USING btree ("touched_at");--> statement-breakpoint
INSERT INTO "blob_scope" SELECT "organization_id", "sha256", 'desk', "by", "at" FROM "blob";
