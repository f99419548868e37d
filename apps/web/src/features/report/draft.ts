import type { Attachment, ItemCategory, Severity } from '@fieldloop/domain/payload';
import { itemCategories, photos, severities } from '@fieldloop/domain/payload';

/** What somebody has begun to report. Stored before the camera opens, because that can end the page. */
export interface ReportDraft {
  readonly category: ItemCategory | undefined;
  readonly severity: Severity;
  readonly zone: string | undefined;
  readonly text: string;
  readonly photos: readonly Attachment[];
}

export const emptyDraft: ReportDraft = { category: undefined, severity: 'medium', zone: undefined, text: '', photos: [] };

/** Reads a stored draft; what is not one, or is from another version, becomes an empty one. */
export function readReportDraft(stored: unknown): ReportDraft {
  if (typeof stored !== 'object' || stored === null) return emptyDraft;
  const value = stored as Record<string, unknown>;
  const taken = photos.safeParse(value['photos']);
  return {
    category: itemCategories.find((each) => each === value['category']),
    severity: severities.find((each) => each === value['severity']) ?? 'medium',
    zone: typeof value['zone'] === 'string' ? value['zone'] : undefined,
    text: typeof value['text'] === 'string' ? value['text'] : '',
    photos: taken.success ? taken.data : [],
  };
}

/** Is there anything in it worth keeping? */
export function isBegun(draft: ReportDraft): boolean {
  return draft.photos.length > 0 || draft.text.trim() !== '' || draft.category !== undefined;
}

/** Can it be sent: a picture or a few words. */
export function canSend(draft: ReportDraft): boolean {
  return draft.photos.length > 0 || draft.text.trim() !== '';
}

/** The six categories to offer, those used lately first, then the usual order. */
export function categoriesByRecency(recent: readonly (ItemCategory | undefined)[], most = 6): readonly ItemCategory[] {
  const used = recent.filter((each) => each !== undefined);
  return [...new Set([...used, ...usual])].slice(0, most);
}

const usual: readonly ItemCategory[] = ['layout', 'equipment', 'stock', 'queue', 'complaint', 'safety', 'mall', 'staffing', 'other'];
