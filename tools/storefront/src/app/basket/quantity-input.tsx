import { ActionIcon, Group, Text } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';

interface QuantityInputProps {
  readonly title: string;
  readonly quantity: number;
  readonly max?: number | undefined;
  readonly min?: number;
  readonly disabled?: boolean;
  readonly onChange: (quantity: number) => void;
}

/** Buttons for one unit more or less. */
export function QuantityInput({
  title,
  quantity,
  max = 99,
  min = 1,
  disabled,
  onChange,
}: QuantityInputProps) {
  const step = (change: number) => () => onChange(quantity + change);
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={`Quantity of ${title}`}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="One less"
        disabled={disabled || quantity <= min}
        onClick={step(-1)}
      >
        <IconMinus size={16} />
      </ActionIcon>
      <Text w={36} ta="center" aria-live="polite" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {quantity}
      </Text>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="One more"
        disabled={disabled || quantity >= max}
        onClick={step(1)}
      >
        <IconPlus size={16} />
      </ActionIcon>
    </Group>
  );
}
