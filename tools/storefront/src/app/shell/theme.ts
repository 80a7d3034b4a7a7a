import { mergeThemeOverrides, type CSSVariablesResolver } from '@mantine/core';
import {
  cssVariables as consoleVariables,
  theme as consoleTheme,
} from '../../../../local-console/src/app/shell/theme.ts';

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

/** Text that is distinct from tinted and dark backgrounds: a contrast of at least 4.5:1. https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const cssVariables: CSSVariablesResolver = (resolved) => {
  const { variables, light, dark } = consoleVariables(resolved);
  return {
    variables,
    dark: { ...dark, '--mantine-color-anchor': '#8fd3de', '--mantine-color-error': '#ff8787' },
    light: {
      ...light,
      '--mantine-color-anchor': '#00697a',
      '--mantine-color-error': '#c92a2a',
      '--mantine-color-green-light-color': '#1d5f2b',
      '--mantine-color-orange-light-color': '#a33c00',
      '--mantine-color-red-light-color': '#b02525',
      '--mantine-color-blue-light-color': '#1558a0',
    },
  };
};
