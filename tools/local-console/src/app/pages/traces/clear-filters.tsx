import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';

/** Removes all filters of a list. */
export function ClearFilters({ onClear }: { onClear(): void }) {
  return (
    <Button
      size="xs"
      variant="subtle"
      leftSection={<IconFilterOff size={14} aria-hidden />}
      onClick={onClear}
    >
      Clear
    </Button>
  );
}
