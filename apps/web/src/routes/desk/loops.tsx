import { LoopTabs } from '../../features/desk-frame/section-tabs.tsx';
import { LoopsPage } from '../../features/loops/loops-page.tsx';

export function Loops() {
  return <LoopsPage tabs={<LoopTabs />} />;
}
