import * as z from 'zod';

const id = z.string().min(1).max(64);

/** An API key as listed: never its secret. */
export const apiKey = z.object({
  id,
  name: z.string(),
  /** Sites it may write to; empty means every site of the organization. */
  sites: z.array(id),
  createdAt: z.int(),
  lastUsedAt: z.int().optional(),
  revokedAt: z.int().optional(),
});

export const newApiKey = z.object({
  name: z.string().trim().min(1).max(80),
  sites: z.array(id).max(500).default([]),
});

/** `key` is shown once. */
export const createdApiKey = z.object({ id, key: z.string() });

export const auditEntry = z.object({
  id: z.string(),
  at: z.int(),
  person: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const page = z.object({ before: z.int().optional(), limit: z.int().min(1).max(200).default(50) });
