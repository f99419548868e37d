import { createHash } from 'node:crypto';
import type { InboxKind, MessageParams } from '../api/schemas/inbox.ts';

/** Something to tell people, before any channel has put it in its own form. */
export interface Notice {
  /** Derived from what happened, so saying it twice is one notice. */
  readonly id: string;
  readonly kind: InboxKind;
  readonly severity: 'critical' | 'attention' | 'info';
  readonly params: MessageParams;
  /** Path inside the app. */
  readonly navigate: string;
  /** On the clock port, ms. */
  readonly at: number;
  /** Site-local day: at most six pushes per person on it. */
  readonly day: string;
  /** What it is about; a newer notice of the same topic replaces an undelivered push. */
  readonly topic: string;
  readonly alert?: string | undefined;
}

export type Locale = 'zh-CN' | 'en';

/** 32 characters of base64url: the most that the Topic header takes. */
export function topicHeader(topic: string): string {
  return createHash('sha256').update(topic).digest('base64url').slice(0, 32);
}
