import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { AppLink } from './app-link.tsx';
import { resourceHref } from './resource-href.ts';

/** A button that opens the page of a resource; nothing for a resource without a page. */
export function ResourceLink({ arn }: { readonly arn: string | undefined }) {
  const found = arn === undefined ? undefined : resourceHref(arn);
  if (found === undefined) return null;
  return (
    <Button
      component={AppLink}
      href={found.href}
      size="compact-xs"
      variant="default"
      leftSection={<IconExternalLink size={13} aria-hidden />}
    >
      {found.label}
    </Button>
  );
}
