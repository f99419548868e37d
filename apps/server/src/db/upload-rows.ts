import { and, eq, lt, ne, or, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { photoPart, photoUpload } from './photo-tables.ts';

/** One person's sending of one photo. */
export interface UploadKey {
  readonly organization: string;
  readonly person: string;
  readonly sha256: string;
}

export interface UploadRow {
  readonly length: number;
  readonly received: number;
}

export interface PartRow {
  readonly key: string;
  readonly start: number;
  readonly bytes: number;
}

export async function findUpload(db: Database, upload: UploadKey): Promise<UploadRow | undefined> {
  const [row] = await db.orm
    .select({ length: photoUpload.length, received: photoUpload.received })
    .from(photoUpload)
    .where(ofUpload(photoUpload, upload));
  return row;
}

/** What a person has begun beside this photo and not finished, in bytes: what it is to come to, and what lies here of it. */
export async function unfinishedBeside(db: Database, { organization, person, sha256 }: UploadKey): Promise<{ readonly announced: number; readonly received: number }> {
  const [row] = await db.orm
    .select({ announced: sql<string | null>`sum(${photoUpload.length})`, received: sql<string | null>`sum(${photoUpload.received})` })
    .from(photoUpload)
    .where(and(eq(photoUpload.organizationId, organization), eq(photoUpload.person, person), ne(photoUpload.sha256, sha256)));
  return { announced: Number(row?.announced ?? 0), received: Number(row?.received ?? 0) };
}

/** Announces a part before its bytes are stored. */
export async function announcePart(db: Database, { organization, person, sha256 }: UploadKey, part: PartRow, at: number): Promise<void> {
  await db.orm.insert(photoPart).values({ organizationId: organization, person, sha256, ...part, at });
}

/**
 * Makes a stored part the next of its upload, which is begun by the part at 0.
 * @returns false when another part took that place meanwhile
 */
export async function keepPart(db: Database, { organization, person, sha256 }: UploadKey, part: PartRow, length: number, at: number): Promise<boolean> {
  const mine = [organization, person, sha256, part.start, part.bytes, at];
  const moved = part.start === 0
    ? `insert into photo_upload as u (organization_id, person, sha256, length, received, touched_at) values ($1, $2, $3, $8, $4::int + $5, $6)
       on conflict (organization_id, person, sha256) do update set received = $5, touched_at = $6 where u.received = $4 returning 1`
    : `update photo_upload set received = received + $5, touched_at = $6
       where organization_id = $1 and person = $2 and sha256 = $3 and received = $4 and length = $8 returning 1`;
  const { rowCount } = await db.pool.query(
    `with moved as (${moved}) update photo_part set kept = true where organization_id = $1 and key = $7 and exists (select from moved)`,
    [...mine, part.key, length],
  );
  return rowCount === 1;
}

/** The parts that make up what was received, in order. */
export async function keptParts(db: Database, upload: UploadKey): Promise<readonly PartRow[]> {
  return db.orm
    .select({ key: photoPart.key, start: photoPart.start, bytes: photoPart.bytes })
    .from(photoPart)
    .where(and(ofUpload(photoPart, upload), eq(photoPart.kept, true)))
    .orderBy(photoPart.start);
}

/**
 * Forgets an upload. Its parts stay known until `forgetPart`.
 * @returns keys of its kept parts, and of others announced before `before`: younger ones may be on their way to the store
 */
export async function forgetUpload(db: Database, upload: UploadKey, before: number): Promise<readonly string[]> {
  await db.orm.delete(photoUpload).where(ofUpload(photoUpload, upload));
  const parts = await db.orm
    .select({ key: photoPart.key })
    .from(photoPart)
    .where(and(ofUpload(photoPart, upload), or(eq(photoPart.kept, true), lt(photoPart.at, before))));
  return parts.map(({ key }) => key);
}

/** Forgets a part whose bytes are no longer in the store. */
export async function forgetPart(db: Database, organization: string, key: string): Promise<void> {
  await db.orm.delete(photoPart).where(and(eq(photoPart.organizationId, organization), eq(photoPart.key, key)));
}

/** Uploads that nobody has added to since, and those of which only parts are left. */
export async function staleUploads(db: Database, before: number): Promise<readonly UploadKey[]> {
  const fields = { organization: photoUpload.organizationId, person: photoUpload.person, sha256: photoUpload.sha256 };
  const left = { organization: photoPart.organizationId, person: photoPart.person, sha256: photoPart.sha256 };
  const stale = await db.orm.select(fields).from(photoUpload).where(lt(photoUpload.touchedAt, before));
  const orphaned = await db.orm
    .selectDistinct(left)
    .from(photoPart)
    .leftJoin(photoUpload, and(eq(photoUpload.organizationId, photoPart.organizationId), eq(photoUpload.person, photoPart.person), eq(photoUpload.sha256, photoPart.sha256)))
    .where(and(lt(photoPart.at, before), sql`${photoUpload.sha256} is null`));
  return [...stale, ...orphaned];
}

function ofUpload(table: typeof photoUpload | typeof photoPart, { organization, person, sha256 }: UploadKey) {
  return and(eq(table.organizationId, organization), eq(table.person, person), eq(table.sha256, sha256));
}
