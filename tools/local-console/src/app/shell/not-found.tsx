import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Page } from './page.tsx';

/** Shown for an unknown path. */
export function NotFound() {
  return (
    <Page title="Page not found">
      <Text>
        The console has no such page.{' '}
        <Anchor renderRoot={(props) => <Link to="/" {...props} />}>Go to the overview</Anchor>
      </Text>
    </Page>
  );
}
