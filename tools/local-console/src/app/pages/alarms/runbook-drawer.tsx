import { Drawer, Typography } from '@mantine/core';
import { marked } from 'marked';
import { useConsole } from '../../api/use-console.ts';
import { QueryState } from '../../components/query-state.tsx';
import type { Runbook } from '../../../server/routes/runbooks.ts';

interface RunbookDrawerProps {
  /** The file in docs/runbooks. */
  readonly name: string;
  readonly opened: boolean;
  onClose(): void;
}

/** A runbook of the repository. */
export function RunbookDrawer({ name, opened, onClose }: RunbookDrawerProps) {
  const query = useConsole<Runbook>(`/api/runbooks/${encodeURIComponent(name)}`, { enabled: opened });
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="lg"
      title={`docs/runbooks/${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <QueryState query={query}>
        {({ markdown }) => (
          <Typography fz="sm">
            {/* Files of this repository: their HTML is as trusted as the page itself. */}
            <div dangerouslySetInnerHTML={{ __html: marked.parse(markdown, { async: false }) }} />
          </Typography>
        )}
      </QueryState>
    </Drawer>
  );
}
