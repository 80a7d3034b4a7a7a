import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Order } from '#libs/client';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { useShop } from '../shell/shop-context.ts';

/** Cancels an order that was not shipped yet, after a confirmation. */
export function CancelOrder({ order: { orderId } }: { readonly order: Order }) {
  const { tradewind } = useShop();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const cancel = useMutation({
    mutationFn: () => tradewind.orders.cancelOrder(orderId, { reason: 'Ordered by mistake.' }),
    onSuccess: () => {
      close();
      return queries.invalidateQueries({ queryKey: ['order', orderId] });
    },
  });
  return (
    <>
      <Button variant="default" onClick={open}>
        Cancel the order
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title="Cancel the order?"
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack>
          <Text size="sm">The payment is refunded in full, and the products go back on sale.</Text>
          <ErrorNotice error={cancel.error} />
          <Group justify="end">
            <Button variant="default" onClick={close}>
              Keep the order
            </Button>
            <Button color="red.9" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel the order
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
