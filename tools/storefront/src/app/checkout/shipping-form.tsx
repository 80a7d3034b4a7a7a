import { Card, Group, Radio, Stack, Text, Title } from '@mantine/core';
import type { Session } from '#libs/client';
import { useUpdateSession } from '../basket/use-basket.ts';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { formatMoney } from '../shell/format-money.ts';
import classes from './choice.module.css';

/** The shipping options for the address. A choice is saved at once, so that the totals follow. */
export function ShippingForm({ session }: { readonly session: Session }) {
  const { sessionId, shippingOption = null, shippingOptions, currency } = session;
  const update = useUpdateSession(sessionId);
  return (
    <Card withBorder padding="lg">
      <Stack>
        <Title order={2} id="shipping">
          Shipping
        </Title>
        <Radio.Group
          aria-labelledby="shipping"
          value={shippingOption}
          onChange={(chosen) => update.mutate({ shippingOption: chosen })}
        >
          <Stack gap="xs">
            {shippingOptions.map(({ optionId, title, price }) => (
              <Radio.Card key={optionId} value={optionId} className={classes.choice} aria-label={title}>
                <Group wrap="nowrap">
                  <Radio.Indicator />
                  <Text flex={1}>{title}</Text>
                  <Text size="sm" c="dimmed">
                    {price === 0 ? 'Free' : formatMoney(price, currency)}
                  </Text>
                </Group>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        <ErrorNotice error={update.error} />
      </Stack>
    </Card>
  );
}
