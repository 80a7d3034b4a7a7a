import { Button, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';

/** Leads back from an unknown path. */
export function NotFound() {
  return (
    <Stack align="center" py={80}>
      <Title order={1} size="h2">
        There is no such page
      </Title>
      <Button component={Link} to="/">
        Browse the shop
      </Button>
    </Stack>
  );
}
