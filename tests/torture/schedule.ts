import { Dice } from '@fieldloop/sync/simulation';
import { networks, type Network } from './fault-proxy.ts';

/** What one round does, decided by the seed alone. */
export interface Round {
  readonly number: number;
  /** Taps in each open tab of each phone. */
  readonly taps: number;
  readonly network: Network;
  /** Resets all connections in the middle of the round. */
  readonly cut: boolean;
  /** Airplane mode for one phone: `undefined` for none. */
  readonly airplane: number | undefined;
  /** What is killed with -9, after so many ms of tapping. */
  readonly kills: readonly { readonly what: Killed; readonly phone: number; readonly after: number }[];
  /** What one phone does besides: a sale, or an issue with a photo. */
  readonly extra: { readonly kind: 'sale' | 'issue'; readonly phone: number } | undefined;
  /** Faults stop, everything must drain, and the books are compared. `told`: the phones notice that the network is back. */
  readonly reckoning: 'told' | 'untold' | undefined;
}

export type Killed = 'browser' | 'server' | 'postgres';

/** Starting a browser again costs more than all the rest of a round. */
const probability = { browser: 0.15, server: 0.2, postgres: 0.2 };
const reckonEvery = 20;

/** The rounds of a seed: the same seed, the same rounds, however many are played. */
export function scheduleOf(seed: number, rounds: number, phones: number): readonly Round[] {
  const dice = new Dice(seed);
  return Array.from({ length: rounds }, (_, index) => {
    const number = index + 1;
    const taps = 8 + dice.below(13);
    const network = networks[dice.happens(0.6) ? 1 + dice.below(networks.length - 1) : 0] ?? 'pass';
    const cut = dice.happens(0.4);
    const airplane = dice.happens(0.15) ? dice.below(phones) : undefined;
    const kills = (['browser', 'server', 'postgres'] as const).flatMap((what) => killsOf(dice, what, phones));
    const extra = dice.happens(0.25) ? { kind: dice.happens(0.5) ? ('sale' as const) : ('issue' as const), phone: dice.below(phones) } : undefined;
    const due = number % reckonEvery === 0 || number === rounds;
    const reckoning = !due ? undefined : number % (2 * reckonEvery) === 0 ? 'untold' : 'told';
    return { number, taps, network, cut, airplane, kills, extra, reckoning };
  });
}

/** One line of the printed schedule. */
export function told({ number, taps, network, cut, airplane, kills, extra, reckoning }: Round): string {
  return [
    `${number}:`, `${taps} taps`, network, cut && 'cut', airplane !== undefined && `airplane ${airplane + 1}`,
    ...kills.map(({ what, phone, after }) => `kill ${what}${what === 'browser' ? ` ${phone + 1}` : ''} at ${after} ms`),
    extra && `${extra.kind} ${extra.phone + 1}`, reckoning && `reckoning, ${reckoning}`,
  ].filter(Boolean).join(' ');
}

// Every question is asked whatever the answer, so that one probability can change without shifting all that follows.
function killsOf(dice: Dice, what: Killed, phones: number): Round['kills'] {
  const [happens, phone, after] = [dice.happens(probability[what]), dice.below(phones), 50 + dice.below(1_450)];
  return happens ? [{ what, phone, after }] : [];
}
