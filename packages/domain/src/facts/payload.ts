import * as z from 'zod/mini';
import { methods } from './tally.ts';

/** An id inside the organization. */
export const identifier = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w.@:-]+$/));

/** `plan@number`, spelled like the envelope's: it becomes part of record ids. */
export const revisionRef = z.templateLiteral([z.string(), '@', z.int()]).check(z.regex(/^[\w.:-]{1,60}@\d{1,9}$/));

/** A record's address inside its scope, `item:0197…`. */
export const recordKey = z.templateLiteral([z.string(), ':', z.string()]).check(z.regex(/^[a-z][a-z0-9-]{0,40}:[\w.@:-]{1,98}$/));

/** Sites that a desk fact is copied to. */
export const sites = z.array(identifier).check(z.maxLength(200));

/** A site-local calendar day, `2026-06-22`. */
export const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));

/** Minutes after site-local midnight; a night shift may pass 24:00. */
export const minuteOfDay = z.int().check(z.minimum(0), z.maximum(2_160));

/** An instant, ms UTC, between 2000 and 2100. */
export const when = z.int().check(z.minimum(946_684_800_000), z.maximum(4_102_444_800_000));

/** What a person typed; line breaks allowed, control characters not. */
export const freeText = z.string().check(z.maxLength(2_000));
export const shortText = z.string().check(z.minLength(1), z.maxLength(200));

/** One sentence in the languages of the screens; `zh` is what was written first. */
export const phrase = z.object({
  zh: z.string().check(z.minLength(1), z.maxLength(400)),
  en: z.optional(z.string().check(z.maxLength(800))),
});
export type Phrase = z.infer<typeof phrase>;

/** Minor units of a currency (fen, cents). */
export const amountMinor = z.int().check(z.minimum(-1_000_000_000_00), z.maximum(1_000_000_000_00));

/** ISO 4217. */
export const currency = z.string().check(z.regex(/^[A-Z]{3}$/));

/** A photo or file by content: hex sha-256, with what a screen needs before it is there. */
export const attachment = z.object({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  type: z.string().check(z.maxLength(100)),
  bytes: z.int().check(z.minimum(1), z.maximum(20_000_000)),
  width: z.optional(z.int()),
  height: z.optional(z.int()),
});

export type Attachment = z.infer<typeof attachment>;
export const photos = z.array(attachment).check(z.maxLength(12));

export const countedMethod = z.enum(methods);

/** IANA name that the runtime knows: with another one, no day of the site could be told. */
export const timeZone = z.string().check(z.maxLength(60), z.regex(/^[A-Za-z_]+(\/[\w+-]+)*$/), z.refine(isTimeZone));

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // Intl knows the zones and refuses every other name
  }
}

/** A style, colour or size as on the label; `/` separates style from size in tallies. */
export const goodsCode = z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^[^\s/]+$/));

export const scopeOfMembership = z.union([z.literal('desk'), z.templateLiteral(['site:', z.string()]).check(z.regex(/^site:[\w.@:-]{1,64}$/))]);

/** What a person does this shift; decides the pads on the phone. */
export const posts = ['greeter', 'fitting', 'till', 'live', 'chat', 'lead'] as const;
export type Post = (typeof posts)[number];

export const dayTypes = ['workday', 'friday', 'saturday', 'sunday', 'holiday', 'make-up-workday', 'promotion'] as const;
export type DayType = (typeof dayTypes)[number];

export const leaveReasons = ['just-looking', 'size-missing', 'queue', 'price', 'style', 'no-time', 'other'] as const;
export type LeaveReason = (typeof leaveReasons)[number];

export const channels = ['store', 'live', 'warehouse', 'other'] as const;
export const payments = ['wechat', 'alipay', 'card', 'cash', 'other'] as const;
export const complaintKinds = ['price', 'queue', 'service', 'quality', 'exchange', 'network', 'safety', 'other'] as const;

export const itemCategories = [
  'layout', 'equipment', 'mall', 'complaint', 'stock', 'safety', 'queue', 'staffing', 'other',
] as const;
export type ItemCategory = (typeof itemCategories)[number];

export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/** Issues run open → doing → done → verified, or declined; content runs proposed → adopted or declined. */
export const itemStatuses = ['open', 'doing', 'done', 'verified', 'declined', 'proposed', 'adopted'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

export const departments = [
  'planning', 'operations', 'data', 'goods', 'finance', 'service', 'logistics',
] as const;
export type Department = (typeof departments)[number];

/** Why something is sent back: resources misplaced, targets apart, execution off, or not traceable. */
export const returnReasons = ['resources', 'targets', 'execution', 'traceability', 'other'] as const;
