import { ActionIcon, Box, CopyButton, ScrollArea, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { jsonTokens } from './json-tokens.ts';
import classes from './json-view.module.css';

interface JsonViewProps {
  readonly value: unknown;
  /** What the JSON is, for screen readers. */
  readonly label: string;
  readonly maxHeight?: number | string;
}

/** JSON with colors and a button that copies it. */
export function JsonView({ value, label, maxHeight = 480 }: JsonViewProps) {
  const text = JSON.stringify(value, null, 2) ?? 'undefined';
  return (
    <Box pos="relative" className={classes['frame']!}>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon
              className={classes['copy']!}
              variant="default"
              size="sm"
              aria-label={`Copy ${label}`}
              onClick={copy}
            >
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
      <ScrollArea.Autosize
        mah={maxHeight}
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}
      >
        <pre className={classes['json']!}>
          {jsonTokens(text).map(({ kind, text: part }, index) => (
            <span key={index} className={classes[kind]}>
              {part}
            </span>
          ))}
        </pre>
      </ScrollArea.Autosize>
    </Box>
  );
}
