import { TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

interface SearchInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** For screen readers, and shown while it is empty unless there is a `placeholder`. */
  readonly label: string;
  readonly value: string;
  onChange(text: string): void;
}

/** A text that narrows a list as it is typed. */
export function SearchInput({ label, value, onChange, ...more }: SearchInputProps) {
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      {...more}
    />
  );
}
