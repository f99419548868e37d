import { m } from '../../paraglide/messages.js';
import { formatCount } from '../desk-format/numbers.ts';
import { type Printing, formatQuantity, formatQuantityRange } from '../desk-format/quantity.ts';
import type { SeriesPoint } from './trend-sentence.ts';

/** The trend's figures as rows, newest first. */
export function TrendTable({
  points,
  printing,
  when,
}: {
  readonly points: readonly SeriesPoint[];
  readonly printing: Printing;
  readonly when: (at: number) => string;
}) {
  return (
    <table className="desk-table">
      <thead>
        <tr>
          <th scope="col">{m.desk_now_col_day()}</th>
          <th scope="col">{m.desk_now_col_value()}</th>
          <th scope="col">{m.desk_now_col_interval()}</th>
          <th scope="col">{m.desk_now_col_n()}</th>
        </tr>
      </thead>
      <tbody>
        {[...points].reverse().map((point) => (
          <tr key={point.start}>
            <th scope="row">{when(point.start)}</th>
            <td>{point.value === undefined ? m.desk_none() : formatQuantity(point.value, printing)}</td>
            <td>
              {point.low === undefined || point.high === undefined
                ? m.desk_none()
                : formatQuantityRange(point.low, point.high, printing)}
            </td>
            <td>{formatCount(point.denominator, printing.locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
