import { Box } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SearchInput } from './search-input.tsx';
import { type DeployedName, groupByService } from '../aws/deployed-name.ts';
import classes from './split-view.module.css';

/** An entry of the list: a link to what the detail shows. */
export interface ListEntry extends DeployedName {
  readonly id: string;
  readonly path: string;
  /** At the right of the name, such as a number. */
  readonly note?: ReactNode;
}

interface SplitViewProps {
  /** What the list contains: `Tables`. */
  readonly label: string;
  readonly entries: readonly ListEntry[];
  readonly children: ReactNode;
}

/** A list by service at the left, that can be filtered, and the chosen entry at the right. */
export function SplitView({ label, entries, children }: SplitViewProps) {
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const found = entries.filter(({ service, name }) => `${service} ${name}`.toLowerCase().includes(wanted));
  return (
    <div className={classes['split']!}>
      <nav className={classes['list']!} aria-label={label}>
        <SearchInput
          label={`Filter ${label.toLowerCase()}`}
          placeholder="Filter"
          value={filter}
          onChange={setFilter}
        />
        <div className={classes['scroller']!}>
          {groupByService(found, (entry) => entry).map(({ service, items }) => (
            <Box key={service}>
              <div className={classes['group']!}>{service || 'other'}</div>
              <ul className={classes['items']!}>
                {items.map(({ id, path, name, note }) => (
                  <li key={id}>
                    <Link
                      to={path}
                      className={classes['item']!}
                      activeProps={{ 'aria-current': 'page' }}
                      title={name}
                    >
                      <span className={classes['name']!}>{name}</span>
                      {note}
                    </Link>
                  </li>
                ))}
              </ul>
            </Box>
          ))}
        </div>
      </nav>
      <div className={classes['detail']!}>{children}</div>
    </div>
  );
}
