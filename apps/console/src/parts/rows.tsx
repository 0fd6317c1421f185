import { useRef, type ReactNode } from 'react';
import { Button } from 'react-aria-components';

interface Props<Row> {
  label: string;
  /** As in "Add a target". */
  one: string;
  rows: readonly Row[];
  /** What a new one begins as. */
  fresh: Row;
  onChange: (rows: readonly Row[]) => void;
  /** The fields of one. */
  children: (row: Row, set: (row: Row) => void) => ReactNode;
}

/** As many of something as somebody wants. */
export function Rows<Row>({ label, one, rows, fresh, onChange, children }: Props<Row>) {
  const add = useRef<HTMLButtonElement>(null);
  const remove = (index: number) => {
    onChange(rows.toSpliced(index, 1));
    // The button that has the focus goes with its row.
    add.current?.focus();
  };
  return (
    <fieldset className="rows">
      <legend>{label}</legend>
      {rows.map((row, index) => (
        <div key={index} className="row">
          {children(row, (next) => onChange(rows.with(index, next)))}
          <Button className="button" aria-label={`Remove ${one} ${index + 1}`} onPress={() => remove(index)}>
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button ref={add} className="button" onPress={() => onChange([...rows, fresh])}>
          {`Add a ${one}`}
        </Button>
      </div>
    </fieldset>
  );
}
