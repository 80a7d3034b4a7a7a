import { Badge } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import classes from './tag.module.css';

interface TagProps {
  /** A color of Mantine: `teal`. */
  readonly color: string;
  readonly variant?: 'light' | 'outline' | 'filled';
  readonly title?: string;
  readonly children: ReactNode;
}

/** A small label for a state or kind, with enough contrast in both color schemes. */
export function Tag({ color, variant = 'light', title, children }: TagProps) {
  return (
    <Badge
      size="sm"
      tt="none"
      variant={variant}
      color={variant === 'filled' ? `${color}.9` : color}
      title={title}
      className={variant === 'filled' ? '' : classes['tag']!}
      style={toColors(color)}
    >
      {children}
    </Badge>
  );
}

const toColors = (color: string) =>
  ({
    '--tag-dark': `var(--mantine-color-${color}-9)`,
    '--tag-light': `var(--mantine-color-${color}-2)`,
    '--tag-tint': `var(--mantine-color-${color}-0)`,
  }) as CSSProperties;
