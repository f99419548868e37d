import type { Post } from '@fieldloop/domain/payload';
import type { Counter } from '@fieldloop/domain/tally';

/** What a pad counts. A receipt is not one tap: it opens the sale sheet. */
export type PadCounter = Extract<Counter, 'passedBy' | 'entered' | 'triedOn' | 'receipt' | 'contact'>;

export interface Pad {
  readonly counter: PadCounter;
  readonly tone: 'passed' | 'entered' | 'engaged' | 'bought';
}

const passedBy: Pad = { counter: 'passedBy', tone: 'passed' };
const entered: Pad = { counter: 'entered', tone: 'entered' };
const triedOn: Pad = { counter: 'triedOn', tone: 'engaged' };
const receipt: Pad = { counter: 'receipt', tone: 'bought' };
const contact: Pad = { counter: 'contact', tone: 'engaged' };

/** The pages of pads of each post: at most two a page, so that none is ever smaller than a thumb can find unseen. */
export const padPages: Readonly<Record<Post, readonly (readonly Pad[])[]>> = {
  greeter: [[passedBy, entered]],
  fitting: [[triedOn]],
  till: [[receipt, contact]],
  lead: [[passedBy, entered], [triedOn, receipt], [contact]],
  live: [],
  chat: [],
};
