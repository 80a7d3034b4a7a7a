import { mergeThemeOverrides } from '@mantine/core';
import { theme as consoleTheme } from '../../../../local-console/src/app/shell/theme.ts';

/** The colors and fonts of the console, with more room: a shop is read, not scanned. */
export const theme = mergeThemeOverrides(consoleTheme, {
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '2.25rem', lineHeight: '1.15' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
});
