import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

interface FilterInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly label: string;
  readonly value: string | number | undefined;
  onFilter(value: string): void;
}

const TYPING_MILLIS = 250;

/** A filter that applies once typing pauses, or at once with Enter. */
export function FilterInput({ label, value, onFilter, ...more }: FilterInputProps) {
  const applied = String(value ?? '');
  const [draft, setDraft] = useState({ applied, text: applied });
  // The URL changed by other means: show what it says.
  if (draft.applied !== applied)
    setDraft({ applied, text: draft.text.trim() === applied ? draft.text : applied });
  const applyLater = useDebouncedCallback(onFilter, TYPING_MILLIS);
  const change = (text: string) => {
    setDraft({ applied, text });
    applyLater(text);
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={label}
      value={draft.text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      onKeyDown={({ key }) => key === 'Enter' && onFilter(draft.text)}
      rightSection={
        draft.text === '' ? null : (
          <CloseButton size="xs" aria-label={`Clear ${label.toLowerCase()}`} onClick={() => change('')} />
        )
      }
      {...more}
    />
  );
}
