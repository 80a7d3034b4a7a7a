import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Session } from '#libs/client';

/** What must change before the basket can be ordered, such as a product that sold out. */
export function SessionProblems({ session: { problems } }: { readonly session: Session }) {
  if (problems.length === 0) return null;
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} title="Check your basket">
      <List size="sm">
        {problems.map(({ code, field, message }) => (
          <List.Item key={`${code} ${field}`}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
