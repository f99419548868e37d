import type { Actor } from '@fieldloop/domain/fact';
import type { FactDraft, Ledger } from '@fieldloop/sync/server';

/** The actor behind facts that the server itself writes. */
export function serverActor(device: string): Actor {
  return { kind: 'server', person: 'server', device, memberships: [] };
}

/** Writes facts as the server; one that is not accepted is a programming error. */
export async function writeAsServer(
  ledger: Ledger,
  organization: { readonly id: string; readonly serverDevice: string },
  drafts: readonly FactDraft[],
): Promise<void> {
  const outcomes = await ledger.append({ organization: organization.id, actor: serverActor(organization.serverDevice) }, drafts);
  outcomes.forEach((outcome, index) => {
    if (outcome.state === 'refused' || outcome.state === 'waiting') {
      throw new Error(`the server's own ${drafts[index]?.name ?? 'fact'} was ${outcome.state}: ${outcome.reason ?? ''}`);
    }
  });
}
