import { useEffect, useEffectEvent, useState } from 'react';
import { discardPhotos } from '../../runtime/photos/discard-photos.ts';
import { dropDraft, readDraft, saveDraft } from '../../runtime/settings.ts';
import { type RevisionDraft, revisionDraft } from './draft.ts';

export interface HeldDraft {
  readonly draft: RevisionDraft | undefined;
  readonly change: (draft: RevisionDraft) => void;
  /** Forgets what was stored, with pictures that nothing names, and starts over. */
  readonly discard: () => void;
}

/** A draft that survives a closed tab: read from this computer, else begun; stored on every change. */
export function useDraft(key: string, begin: () => RevisionDraft): HeldDraft {
  const [draft, setDraft] = useState<RevisionDraft>();
  // A draft is begun once per key; what is in force may move on while it is written.
  const fresh = useEffectEvent(begin);
  useEffect(() => {
    let left = false;
    void readDraft(key).then((stored) => {
      if (left) return;
      const parsed = revisionDraft.safeParse(stored);
      setDraft(parsed.success ? parsed.data : fresh());
    });
    return () => {
      left = true;
    };
  }, [key]);
  return {
    draft,
    change: (next) => {
      setDraft(next);
      void saveDraft(key, next);
    },
    discard: () => {
      void dropDraft(key);
      void discardPhotos(draft?.pictures ?? []);
      setDraft(begin());
    },
  };
}
