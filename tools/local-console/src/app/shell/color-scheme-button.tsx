import {
  ActionIcon,
  type ActionIconProps,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';

interface ColorSchemeButtonProps extends Pick<ActionIconProps, 'c' | 'size'> {
  readonly iconSize?: number;
}

/** Switches between light and dark colors; the browser remembers the choice. */
export function ColorSchemeButton({ iconSize = 16, ...more }: ColorSchemeButtonProps) {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const Icon = isDark ? IconSun : IconMoon;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={isDark ? 'Use light colors' : 'Use dark colors'}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      {...more}
    >
      <Icon size={iconSize} stroke={1.6} />
    </ActionIcon>
  );
}
