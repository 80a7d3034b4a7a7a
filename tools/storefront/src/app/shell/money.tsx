import { Text, type TextProps } from '@mantine/core';
import { formatMoney } from './format-money.ts';

interface MoneyProps extends TextProps {
  readonly amount: number;
  readonly currency: string;
}

/** A price whose digits line up with those of other prices. */
export function Money({ amount, currency, ...props }: MoneyProps) {
  return (
    <Text component="span" style={{ fontVariantNumeric: 'tabular-nums' }} {...props}>
      {formatMoney(amount, currency)}
    </Text>
  );
}
