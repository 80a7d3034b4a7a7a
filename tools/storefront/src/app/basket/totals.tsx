import { Divider, Group, Stack, Text } from '@mantine/core';
import type { Totals as SessionTotals } from '#libs/client';
import { Money } from '../shell/money.tsx';

interface TotalsProps {
  readonly totals: SessionTotals;
  readonly currency: string;
}

/** The sums of a basket or an order. */
export function Totals({ totals, currency }: TotalsProps) {
  const rows = [
    ['Subtotal', totals.subtotal],
    ['Discount', -totals.discount],
    ['Shipping', totals.shipping],
    ['Tax', totals.tax],
  ] as const;
  return (
    <Stack gap="xs">
      {rows
        .filter(([name, amount]) => amount !== 0 || name === 'Shipping')
        .map(([name, amount]) => (
          <Group key={name} justify="space-between">
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <Money size="sm" amount={amount} currency={currency} />
          </Group>
        ))}
      <Divider />
      <Group justify="space-between">
        <Text fw={600}>Total</Text>
        <Money fw={700} size="lg" amount={totals.total} currency={currency} />
      </Group>
    </Stack>
  );
}
