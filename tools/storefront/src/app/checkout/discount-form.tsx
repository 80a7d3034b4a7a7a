import { Button, Group, Pill, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Session } from '#libs/client';
import { useUpdateSession } from '../basket/use-basket.ts';
import { describeError } from '../shell/describe-error.ts';

/** Adds and removes discount codes. */
export function DiscountForm({ session: { sessionId, discountCodes } }: { readonly session: Session }) {
  const update = useUpdateSession(sessionId);
  const [code, setCode] = useState('');
  const add = () =>
    update.mutate(
      { discountCodes: [...new Set([...discountCodes, code.trim()])] },
      { onSuccess: () => setCode('') },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '') add();
      }}
    >
      <Stack gap="xs">
        <Group gap="xs" align="end" wrap="nowrap">
          <TextInput
            label="Discount code"
            placeholder="WELCOME10"
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            flex={1}
          />
          <Button type="submit" variant="default" loading={update.isPending}>
            Apply
          </Button>
        </Group>
        {update.error && (
          <Text role="alert" size="sm" c="red">
            {describeError(update.error).detail}
          </Text>
        )}
        <Group gap="xs">
          {discountCodes.map((applied) => (
            <Pill
              key={applied}
              withRemoveButton
              removeButtonProps={{ 'aria-label': `Remove ${applied}`, tabIndex: 0, 'aria-hidden': false }}
              onRemove={() =>
                update.mutate({ discountCodes: discountCodes.filter((other) => other !== applied) })
              }
            >
              {applied}
            </Pill>
          ))}
        </Group>
      </Stack>
    </form>
  );
}
