import { Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** A sentence under the title. */
  readonly description?: string;
  /** What belongs below the title, such as links and a state; in place of a description. */
  readonly subtitle?: ReactNode;
  /** Buttons and filters at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its title and a body that fills the rest of the window and scrolls by itself. */
export function Page({ title, description, subtitle, actions, children }: PageProps) {
  return (
    <Stack h="100%" gap={0}>
      <Group px="lg" pt="md" pb="sm" justify="space-between" wrap="nowrap">
        <Box>
          <Title order={1} size="h3">
            {title}
          </Title>
          {description && (
            <Text size="sm" c="dimmed">
              {description}
            </Text>
          )}
          {subtitle}
        </Box>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
      <Box px="lg" pb="lg" flex={1} mih={0} style={{ overflow: 'auto' }}>
        {children}
      </Box>
    </Stack>
  );
}
