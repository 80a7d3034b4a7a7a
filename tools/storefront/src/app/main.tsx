import '@mantine/core/styles.layer.css';
import './shell/global.css';
import { Center, Container, Loader, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import type { ShopSettings } from '../../../local-console/src/server/routes/shop.ts';
import { router } from './router.ts';
import { ErrorNotice } from './shell/error-notice.tsx';
import { createShop, ShopContext } from './shell/shop-context.ts';
import { cssVariables, theme } from './shell/theme.ts';

// The client retries what can succeed later.
const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 1_000, refetchOnWindowFocus: false } },
});

/** The shop, once its settings are known. While the local cloud starts, it asks again. */
function App() {
  const { data: settings, error } = useQuery({
    queryKey: ['settings'],
    queryFn: readSettings,
    retry: 60,
    retryDelay: 1_000,
    staleTime: Infinity,
  });
  const shop = useMemo(() => settings && createShop(settings, localStorage), [settings]);
  if (shop)
    return (
      <ShopContext value={shop}>
        <RouterProvider router={router} />
      </ShopContext>
    );
  return (
    <Container py="xl">
      <ErrorNotice error={error} />
      {!error && (
        <Center h="80vh">
          <Loader aria-label="Loading the shop" />
        </Center>
      )}
    </Container>
  );
}

async function readSettings(): Promise<ShopSettings> {
  const response = await fetch('/api/shop');
  if (!response.ok) throw new Error('The local cloud is still starting.');
  return (await response.json()) as ShopSettings;
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
