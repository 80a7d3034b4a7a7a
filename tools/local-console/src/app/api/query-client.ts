import { QueryClient } from '@tanstack/react-query';
import { ConsoleError } from './request.ts';

// Live events invalidate what changed; a refused call would be refused again.
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 5 && (!(error instanceof ConsoleError) || error.status === 503),
    },
  },
});
