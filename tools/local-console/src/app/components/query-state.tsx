import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ConsoleError } from '../api/request.ts';

interface QueryStateProps<Data> {
  readonly query: UseQueryResult<Data>;
  children(data: Data): ReactNode;
}

/** Renders the data of a query, or that it loads, or why it failed. */
export function QueryState<Data>({ query, children }: QueryStateProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Center p="xl">
      <Loader size="sm" role="status" aria-label="Loading" />
    </Center>
  );
}

/** Why a call failed, with its code. */
export function Failure({ error, onRetry }: { readonly error: Error; onRetry?(): void }) {
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={error instanceof ConsoleError ? error.code : 'The call failed'}
    >
      <Stack align="start" gap="xs">
        <Text size="sm">{error.message}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Says that there is nothing yet, and what would change that. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Center p="xl">
      <Stack gap={4} align="center">
        <Text fw={600}>{title}</Text>
        {children && (
          <Text size="sm" c="dimmed" ta="center" maw={420} component="div">
            {children}
          </Text>
        )}
      </Stack>
    </Center>
  );
}
