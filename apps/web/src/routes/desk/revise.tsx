import * as z from 'zod/mini';
import { RevisionEditorPage } from '../../features/revision-editor/revision-editor-page.tsx';
import { useParam, useSearch } from '../../ui/navigation.tsx';

const reviseSearch = z.object({ loop: z.catch(z.optional(z.string()), undefined) });

export function Revise() {
  const plan = useParam('plan');
  const { loop } = useSearch(reviseSearch);
  return <RevisionEditorPage plan={plan} loop={loop} />;
}
