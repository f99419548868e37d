import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { RevisionEditorPage } from '../../../features/revision-editor/revision-editor-page.tsx';

export const Route = createFileRoute('/desk/revise/$plan')({
  validateSearch: z.object({ loop: z.catch(z.optional(z.string()), undefined) }),
  component: Screen,
});

function Screen() {
  const { plan } = Route.useParams();
  const { loop } = Route.useSearch();
  return <RevisionEditorPage plan={plan} loop={loop} />;
}
