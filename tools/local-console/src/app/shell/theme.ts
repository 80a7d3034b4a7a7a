import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

// A sea green: distinct from the red, orange and green of states.
const sea: MantineColorsTuple = [
  '#e6f7f9',
  '#d3ebef',
  '#a5d6de',
  '#74bfcc',
  '#4eadbd',
  '#35a2b4',
  '#249cb0',
  '#12889b',
  '#007a8b',
  '#00697a',
];

/** Dense, with the fonts of the operating system: nothing is loaded from another host. */
export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 8, dark: 8 },
  colors: { sea },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 'md',
  autoContrast: true,
  components: {
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});

/** Dimmed text with a contrast of at least 4.5:1, also on tinted backgrounds. https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b6570',
    // Badges and alerts: Mantine's own shades have a contrast below 4.5 on their backgrounds.
    '--mantine-color-green-light-color': '#1a6329',
    '--mantine-color-orange-light-color': '#93360a',
    '--mantine-color-red-light-color': '#b01c1c',
    '--mantine-color-blue-light-color': '#155a9c',
  },
  dark: { '--mantine-color-dimmed': '#a9b1ba' },
});
