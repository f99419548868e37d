import type { ReactNode } from 'react';
import { Scroll } from './scroll.tsx';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Reads as text, from the left; figures stand at the right. */
  readonly words?: boolean;
  /** What can be done to the row: its heading is for those who cannot see it. */
  readonly actions?: boolean;
  /** Secondary: in a fainter ink. */
  readonly aside?: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The first one names the row. */
  readonly columns: readonly [Column<Row>, ...(Column<Row> | false)[]];
  /** No longer in use. */
  readonly faint?: (row: Row) => boolean;
  readonly selected?: (row: Row) => boolean;
  /** Rows lead somewhere. */
  readonly linked?: boolean;
}

/** Rows of one kind of thing. Where there is no room for columns each row becomes its name with the rest below. */
export function DataTable<Row>({ label, rows, keyOf, columns, faint, selected, linked = false }: DataTableProps<Row>) {
  const [name, ...others] = columns;
  const shown = others.filter((column) => column !== false);
  return (
    <Scroll label={label}>
      <table className="desk-table desk-table-folds">
        <thead>
          <tr>
            <th scope="col">{name.title}</th>
            {shown.map(({ title, words, actions }) => (
              <th key={title} scope="col" className={words ? 'words' : undefined}>
                {actions ? <span className="sr-only">{title}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              className={faint?.(row) ? 'text-ink-3' : undefined}
              data-selected={selected?.(row)}
              data-linked={linked || undefined}
            >
              <th scope="row">{name.cell(row)}</th>
              {shown.map(({ title, cell, words, actions, aside }) => (
                <td
                  key={title}
                  data-title={actions ? undefined : title}
                  className={`${words ? 'words' : 'whitespace-nowrap'} ${aside ? 'text-ink-2' : ''}`}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
