import { Autocomplete, Select } from '@mantine/core';
import {
  describeSchema,
  listedValues,
  resolve,
  type ApiDocument,
  type Parameter,
} from './model/operations.ts';

interface ParameterFieldProps {
  readonly document: ApiDocument;
  readonly parameter: Parameter;
  readonly value: string;
  /** Values of earlier answers. */
  readonly suggestions: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A parameter with the hints of its schema, and the values of earlier answers. */
export function ParameterField({
  document,
  parameter,
  value,
  suggestions,
  error,
  onChange,
}: ParameterFieldProps) {
  const { name, required, description } = parameter;
  const schema = resolve(document, parameter.schema);
  const values = listedValues(schema);
  const shared = {
    label: name,
    description: [description?.replaceAll('`', ''), describeSchema(schema)].filter(Boolean).join(' · '),
    required,
    error,
    size: 'xs',
  } as const;
  return values.length > 0 ? (
    <Select
      {...shared}
      data={values}
      value={value === '' ? null : value}
      clearable={!required}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  ) : (
    <Autocomplete {...shared} data={[...suggestions]} value={value} onChange={onChange} />
  );
}
