import { Button, Card, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { IconCreditCard, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { Session } from '#libs/client';
import { ErrorNotice, FailureNotice } from '../shell/error-notice.tsx';
import { formatMoney } from '../shell/format-money.ts';
import classes from './choice.module.css';
import { describeFailure } from './describe-failure.ts';
import { paymentCards } from './payment-cards.ts';
import { usePay } from './use-pay.ts';

interface PaymentFormProps {
  readonly session: Session;
  readonly onPaid: (orderId: string) => Promise<void>;
}

/** The cards of the payment provider's sandbox, and the button that pays. */
export function PaymentForm({ session, onPaid }: PaymentFormProps) {
  const { sessionId, totals, currency } = session;
  const [token, setToken] = useState(paymentCards[0]!.token);
  const pay = usePay(sessionId, onPaid);
  const failure = pay.data && 'failure' in pay.data ? pay.data.failure : undefined;
  return (
    <Card withBorder padding="lg">
      <Stack>
        <div>
          <Title order={2} id="payment">
            Payment
          </Title>
          <Text size="sm" c="dimmed">
            Test cards of the sandbox. No real card is charged.
          </Text>
        </div>
        <Radio.Group aria-labelledby="payment" value={token} onChange={setToken}>
          <Stack gap="xs">
            {paymentCards.map(({ token: value, brand, lastDigits, description }) => (
              <Radio.Card
                key={value}
                value={value}
                className={classes.choice}
                aria-label={`${brand} ending in ${lastDigits}. ${description}`}
              >
                <Group wrap="nowrap">
                  <Radio.Indicator />
                  <IconCreditCard size={22} stroke={1.4} aria-hidden />
                  <div>
                    <Text>
                      {brand} •••• {lastDigits}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {description}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        {failure && !pay.isPending && <FailureNotice text={describeFailure(failure)} />}
        <ErrorNotice error={pay.error} />
        <Button
          size="lg"
          loading={pay.isPending}
          leftSection={<IconLock size={18} aria-hidden />}
          onClick={() => pay.mutate(token)}
        >
          Pay {formatMoney(totals.total, currency)}
        </Button>
      </Stack>
    </Card>
  );
}
