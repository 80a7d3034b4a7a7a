import { Button, type ButtonProps, Group, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './query-state.tsx';

interface ConfirmButtonProps extends ButtonProps {
  readonly label: string;
  /** The question: `Purge OrdersQueue?` */
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly confirmLabel: string;
  /** The dialog closes when it resolves and shows the error when it rejects. */
  onConfirm(): Promise<unknown>;
  /** For what cannot be undone. */
  readonly isDangerous?: boolean;
}

/** A button that asks before it acts. */
export function ConfirmButton({
  label,
  title,
  children,
  confirmLabel,
  onConfirm,
  isDangerous = false,
  ...button
}: ConfirmButtonProps) {
  const [isOpen, dialog] = useDisclosure(false);
  const action = useMutation({ mutationFn: onConfirm, onSuccess: dialog.close });
  const close = () => {
    dialog.close();
    action.reset();
  };
  return (
    <>
      <Button size="xs" variant="default" {...button} onClick={dialog.open}>
        {label}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title} centered size="lg">
        <Stack gap="md">
          {children}
          {action.error && <Failure error={action.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button
              color={isDangerous ? 'red' : undefined!}
              loading={action.isPending}
              onClick={() => action.mutate()}
            >
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
