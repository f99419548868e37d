import { ArrowDown, ArrowUp, Equal, Hourglass } from 'lucide-react';
import { Tag } from './tag.tsx';
import { type TileState, stateWords } from './tile-state.ts';

const signs = {
  up: <ArrowUp aria-hidden />,
  down: <ArrowDown aria-hidden />,
  equal: <Equal aria-hidden />,
  wait: <Hourglass aria-hidden />,
  none: undefined,
};

/** A number's state beside its target: words with an arrow. */
export function StateTag({
  state,
  needed,
  lowerIsBetter,
}: {
  readonly state: TileState;
  readonly needed?: number | undefined;
  readonly lowerIsBetter?: boolean;
}) {
  const { words, tone, sign } = stateWords(state, needed, lowerIsBetter);
  return (
    <Tag tone={tone} icon={signs[sign]} wraps>
      {words}
    </Tag>
  );
}
