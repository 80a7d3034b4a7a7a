import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from './area-tabs.module.css';

interface AreaTab {
  /** The path of the section, such as `/data/tables`. */
  readonly path: string;
  readonly title: string;
}

/** The sections of an area: links, so that each has its own address. */
export function AreaTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly AreaTab[] }) {
  return (
    <Group component="nav" aria-label={label} gap={2} className={classes['tabs']!}>
      {tabs.map(({ path, title }) => (
        <Link key={path} to={path} className={classes['tab']!} activeProps={{ 'aria-current': 'page' }}>
          {title}
        </Link>
      ))}
    </Group>
  );
}
