CREATE TABLE "alert_telling" (
	"organization_id" text NOT NULL,
	"alert" text NOT NULL,
	"rule" text NOT NULL,
	"site" text NOT NULL,
	"grouping" text NOT NULL,
	"part" text NOT NULL,
	"fired_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"rings" boolean NOT NULL,
	"people" jsonb NOT NULL,
	"told_at" bigint,
	"escalated_at" bigint,
	"cleared_told_at" bigint,
	CONSTRAINT "alert_telling_organization_id_alert_pk" PRIMARY KEY("organization_id","alert")
);
--> statement-breakpoint
CREATE TABLE "rule_state" (
	"organization_id" text NOT NULL,
	"rule" text NOT NULL,
	"site" text NOT NULL,
	"state" jsonb NOT NULL,
	"site_head" bigint NOT NULL,
	"closed_up_to" bigint NOT NULL,
	CONSTRAINT "rule_state_organization_id_rule_site_pk" PRIMARY KEY("organization_id","rule","site")
);
--> statement-breakpoint
CREATE TABLE "auth_account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "auth_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth_user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auth_user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth_verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_contact" (
	"organization_id" text NOT NULL,
	"device" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "device_contact_organization_id_device_pk" PRIMARY KEY("organization_id","device")
);
--> statement-breakpoint
CREATE TABLE "channel" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean NOT NULL,
	"locale" text NOT NULL,
	"secret" text,
	"disabled_reason" text,
	"last_success_at" bigint,
	"last_error_at" bigint,
	"last_error_reason" text,
	"last_error_code" text,
	"tokens" double precision,
	"tokens_at" bigint,
	CONSTRAINT "channel_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"organization_id" text NOT NULL,
	"target" text NOT NULL,
	"notice_id" text NOT NULL,
	"channel" text NOT NULL,
	"person" text,
	"day" text NOT NULL,
	"notice" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"queued_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"release_at" bigint,
	"settled_at" bigint,
	"reason" text,
	"code" text,
	CONSTRAINT "delivery_organization_id_target_notice_id_pk" PRIMARY KEY("organization_id","target","notice_id")
);
--> statement-breakpoint
CREATE TABLE "inbox_entry" (
	"organization_id" text NOT NULL,
	"person" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"params" jsonb NOT NULL,
	"navigate" text NOT NULL,
	"alert" text,
	"at" bigint NOT NULL,
	"read_at" bigint,
	CONSTRAINT "inbox_entry_organization_id_person_id_pk" PRIMARY KEY("organization_id","person","id")
);
--> statement-breakpoint
CREATE TABLE "push_subscription" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"person" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "push_subscription_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"device" text NOT NULL,
	"sites" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint,
	"revoked_at" bigint,
	CONSTRAINT "api_key_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"person" text NOT NULL,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "audit_entry_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "blob" (
	"organization_id" text NOT NULL,
	"sha256" text NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "blob_organization_id_sha256_pk" PRIMARY KEY("organization_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"code_hash" text NOT NULL,
	"site" text NOT NULL,
	"role" text NOT NULL,
	"uses" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint,
	"membership_until" bigint,
	CONSTRAINT "enrolment_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "enrolment_credential" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"token_hash" text NOT NULL,
	"enrolment_id" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"locale" text NOT NULL,
	"joined_at" bigint NOT NULL,
	"revoked_at" bigint,
	CONSTRAINT "enrolment_credential_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"server_device" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_account" (
	"organization_id" text NOT NULL,
	"person_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "person_account_organization_id_person_id_pk" PRIMARY KEY("organization_id","person_id")
);
--> statement-breakpoint
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
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_telling_due" ON "alert_telling" USING btree ("organization_id","due_at");--> statement-breakpoint
CREATE INDEX "alert_telling_rule" ON "alert_telling" USING btree ("organization_id","rule","site","told_at");--> statement-breakpoint
CREATE INDEX "auth_account_user" ON "auth_account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_session_user" ON "auth_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_verification_identifier" ON "auth_verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "delivery_waiting" ON "delivery" USING btree ("organization_id","state","due_at");--> statement-breakpoint
CREATE INDEX "delivery_person_day" ON "delivery" USING btree ("organization_id","person","day");--> statement-breakpoint
CREATE INDEX "inbox_entry_newest" ON "inbox_entry" USING btree ("organization_id","person","at");--> statement-breakpoint
CREATE INDEX "push_subscription_person" ON "push_subscription" USING btree ("organization_id","person");--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_hash" ON "api_key" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("organization_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_code" ON "enrolment" USING btree ("code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_credential_token" ON "enrolment_credential" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "enrolment_credential_enrolment" ON "enrolment_credential" USING btree ("organization_id","enrolment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_account_user" ON "person_account" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "fact_device_seq" ON "fact" USING btree ("organization_id","device","seq");--> statement-breakpoint
CREATE INDEX "fact_scope_time" ON "fact" USING btree ("organization_id","scope","corrected_at");--> statement-breakpoint
CREATE INDEX "fact_waiting" ON "fact" USING btree ("organization_id","waits_for") WHERE waits_for is not null;--> statement-breakpoint
CREATE INDEX "quarantine_id" ON "quarantine" USING btree ("organization_id","id") WHERE id is not null;--> statement-breakpoint
CREATE INDEX "record_version" ON "record" USING btree ("organization_id","scope","version");--> statement-breakpoint
CREATE INDEX "record_status" ON "record" USING btree ("organization_id","kind","status");