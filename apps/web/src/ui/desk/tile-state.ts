import { m } from '../../paraglide/messages.js';
import type { TagTone } from './tag.tsx';

/** Where a number stands against its target; `near` when the interval contains it. */
export type TileState = 'above' | 'near' | 'below' | 'not-enough' | 'no-target' | 'none';

export interface StateWords {
  readonly words: string;
  readonly tone: TagTone;
  /** An arrow, a sign, or nothing: never the colour alone. */
  readonly sign: 'up' | 'down' | 'equal' | 'wait' | 'none';
}

/**
 * The state in words. `needed`: people still missing before it can be judged.
 * `lowerIsBetter` turns the tone round, not the arrow.
 */
export function stateWords(state: TileState, needed?: number, lowerIsBetter = false): StateWords {
  const good: TagTone = 'good';
  const bad: TagTone = 'attention';
  switch (state) {
    case 'above':
      return { words: m.desk_tile_above(), tone: lowerIsBetter ? bad : good, sign: 'up' };
    case 'below':
      return { words: m.desk_tile_below(), tone: lowerIsBetter ? good : bad, sign: 'down' };
    case 'near':
      return { words: m.desk_tile_near(), tone: 'info', sign: 'equal' };
    case 'not-enough':
      return {
        words:
          needed === undefined || needed <= 0
            ? m.desk_tile_not_enough()
            : m.desk_tile_not_enough_needed({ count: needed }),
        tone: 'neutral',
        sign: 'wait',
      };
    case 'no-target':
      return { words: m.desk_tile_no_target(), tone: 'neutral', sign: 'none' };
    case 'none':
      return { words: m.desk_tile_none(), tone: 'neutral', sign: 'none' };
  }
}
