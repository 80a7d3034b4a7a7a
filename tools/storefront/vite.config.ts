import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The console of a running local cloud; the development server asks it for the settings of the shop.
const consoleUrl = `http://localhost:${process.env['CONSOLE_PORT'] ?? '3001'}`;

export default defineConfig({
  root: import.meta.dirname,
  base: '/shop/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1000,
    // The first browsers with light-dark(), which Vite would replace without Mantine's color scheme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: consoleUrl, changeOrigin: true, headers: { origin: consoleUrl } } },
  },
});
