import { createFileRoute } from '@tanstack/react-router';
import { LoopTabs } from '../../../features/desk-frame/section-tabs.tsx';
import { LoopsPage } from '../../../features/loops/loops-page.tsx';

export const Route = createFileRoute('/desk/loops/')({ component: Screen });

function Screen() {
  return <LoopsPage tabs={<LoopTabs />} />;
}
