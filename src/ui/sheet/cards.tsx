/**
 * A table that becomes a list of cards where it has no room: there every value has its column's name beside it. It stays a
 * table to screen readers, however it is laid out, in all browsers that are supported.
 */
import type { ComponentChildren } from 'preact';

interface CardsProps {
  /** Names of the columns. */
  readonly columns: readonly string[];
  /** Of the whole table, for screen readers. */
  readonly name: string;
  readonly class: string;
  readonly children: ComponentChildren;
}

export function Cards({ columns, name, class: look, children }: CardsProps) {
  return (
    <table class={`cards ${look}`} aria-label={name}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface CellProps {
  /** Its column's name. */
  readonly column: string;
  /** Of what belongs to all rows and stands in the first: how many those are. */
  readonly rows?: number;
  readonly children: ComponentChildren;
}

export function Cell({ column, rows, children }: CellProps) {
  return (
    <td {...(rows !== undefined && { rowspan: rows, class: 'whole' })}>
      <small class="column" aria-hidden="true">
        {column}
      </small>
      {children}
    </td>
  );
}
