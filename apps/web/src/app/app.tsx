import { lazy, Suspense, useDeferredValue } from 'react';
import { Count } from '../routes/floor/count.tsx';
import { Frame } from '../routes/floor/frame.tsx';
import { ParamsOf, Redirect, usePathname } from '../ui/navigation.tsx';
import { matchPath, type Path } from '../ui/paths.ts';
import { leadsOn } from './leads-on.ts';
import { isDeskPath, isPassing } from './screen-paths.ts';
import { NotFound, Retry, Shell } from './shell.tsx';

const FloorScreen = lazy(() => import('./floor-screens.tsx').then((module) => ({ default: module.FloorScreen })));
const DeskScreen = lazy(() => import('./desk-screens.tsx').then((module) => ({ default: module.DeskScreen })));

/** The screen of the current address. The one before stays in sight until the next can be shown. */
export function App() {
  const pathname = useDeferredValue(usePathname());
  const matched = matchPath(pathname);
  const onward = matched && leadsOn(matched.path, matched.params);
  return (
    <Shell>
      <Retry at={pathname}>
        {onward !== undefined && <Redirect href={onward} />}
        {onward === undefined && (
          <Suspense>{matched ? <ParamsOf params={matched.params}><Matched path={matched.path} /></ParamsOf> : <NotFound />}</Suspense>
        )}
      </Retry>
    </Shell>
  );
}

function Matched({ path }: { readonly path: Path }) {
  if (isPassing(path)) return null;
  if (isDeskPath(path)) return <DeskScreen path={path} />;
  if (path === '/join') return <FloorScreen path={path} />;
  return <Frame>{path === '/floor/count' ? <Count /> : <FloorScreen path={path} />}</Frame>;
}
