import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** One sentence below it. */
  hint?: string;
  type?: 'text' | 'number' | 'datetime-local';
  /** More than one line of text. */
  lines?: number;
  isRequired?: boolean;
  isReadOnly?: boolean;
  maxLength?: number;
}

/** Something that is typed. */
export function Field({ label, hint, lines, ...rest }: Props) {
  return (
    <TextField className="field" {...rest}>
      <Label>{label}</Label>
      {lines === undefined ? <Input /> : <TextArea rows={lines} />}
      {hint !== undefined && (
        <Text slot="description" className="about">
          {hint}
        </Text>
      )}
      <FieldError className="fault" />
    </TextField>
  );
}
