import { Eye, Lock, Sun } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { chooseTheme, useTheme } from '../../ui/theme.ts';
import { HoldButton } from './hold-button.tsx';

/** Groups that come through a door together; a larger one is ±5. */
const groupSizes = [1, 2, 3, 4] as const;

interface CountToolsProps {
  readonly group: number;
  readonly onGroup: (size: number) => void;
  readonly awake: boolean;
  readonly onLock: () => void;
}

/** Group size for the next tap, sunlight contrast, and the lock. */
export function CountTools({ group, onGroup, awake, onLock }: CountToolsProps) {
  const outdoor = useTheme() === 'outdoor';
  return (
    <div className="count-tools">
      <fieldset className="count-group">
        <legend className="sr-only">{m.count_group()}</legend>
        {groupSizes.map((size) => (
          <label key={size}>
            <input type="radio" name="group" checked={group === size} onChange={() => onGroup(size)} />
            <span>{m.count_group_size({ n: size })}</span>
          </label>
        ))}
      </fieldset>
      <span className="flex items-center">
        {awake && <Eye role="img" aria-label={m.count_awake()} className="mr-1 size-[18px] text-ink-3" />}
        <button
          type="button"
          className="icon-button"
          aria-label={outdoor ? m.count_outdoor_off() : m.count_outdoor_on()}
          aria-pressed={outdoor}
          onClick={() => chooseTheme(outdoor ? 'system' : 'outdoor')}
        >
          <Sun aria-hidden />
        </button>
        <HoldButton label={m.count_lock()} className="icon-button" onHeld={onLock}><Lock aria-hidden /></HoldButton>
      </span>
    </div>
  );
}
