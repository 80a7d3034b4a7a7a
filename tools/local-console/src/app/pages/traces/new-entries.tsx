import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import classes from './new-entries.module.css';

interface NewEntriesProps {
  /** The number of new entries that are not shown yet. */
  readonly waiting: number;
  /** One entry of the list: `trace`. */
  readonly entry: string;
  onShow(): void;
}

/** Offers the entries that wait while the list is being read. It floats above the list. */
export function NewEntries({ waiting, entry, onShow }: NewEntriesProps) {
  if (waiting === 0) return null;
  return (
    <Button
      className={classes['new']!}
      size="compact-sm"
      radius="xl"
      leftSection={<IconArrowUp size={14} aria-hidden />}
      onClick={onShow}
    >
      {waiting === 1 ? `1 new ${entry}` : `${waiting.toLocaleString('en-US')} new ${entry}s`}
    </Button>
  );
}
