import { useId } from 'react';

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string }[];
  onChange: (value: Value) => void;
  isDisabled?: boolean;
}

/** One of a few. The browser's own control: every screen reader and every phone knows it. */
export function Choice<Value extends string>({ label, value, options, onChange, isDisabled = false }: Props<Value>) {
  const id = useId();
  const choose = (text: string) => {
    const option = options.find((one) => one.value === text);
    if (option) onChange(option.value);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} disabled={isDisabled} onChange={({ target }) => choose(target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Options whose names are their values, after one for none of them. */
export function optionsOf<Value extends string>(none: string, values: readonly Value[]) {
  return [{ value: '' as const, name: none }, ...values.map((value) => ({ value, name: value }))];
}
