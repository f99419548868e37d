import type { ReactNode } from 'react';
import { DeskFrame } from '../../features/desk-frame/desk-frame.tsx';
import { DeskProviders } from '../../runtime/react/desk-api.tsx';

/** Around every desk screen. */
export function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <DeskProviders>
      <DeskFrame>{children}</DeskFrame>
    </DeskProviders>
  );
}
