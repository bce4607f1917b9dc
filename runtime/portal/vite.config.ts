import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Plugin, build, defineConfig } from 'vite';

const root = import.meta.dirname;
const outDir = resolve(root, 'dist');

/** What the service worker keeps; files in `assets` have their hash in their name. */
function portalFiles(): { url: string; revision: string | null }[] {
  return readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'service-worker.js')
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(outDir, path).replaceAll('\\', '/');
      const revision = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
      return { url: `/${name}`, revision: name.startsWith('assets/') ? null : revision };
    });
}

/** Builds the service worker once all that it keeps has been written. */
function serviceWorker(): Plugin {
  return {
    name: 'banshi-service-worker',
    apply: 'build',
    closeBundle: async () => {
      await build({
        root,
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __PORTAL_FILES__: JSON.stringify(portalFiles()),
          'process.env.NODE_ENV': JSON.stringify('production'),
        },
        build: {
          outDir,
          emptyOutDir: false,
          lib: {
            entry: resolve(root, 'service-worker.ts'),
            name: 'worker',
            formats: ['iife'],
            fileName: () => 'service-worker.js',
          },
        },
      });
    },
  };
}

export default defineConfig({
  root,
  base: '/',
  plugins: [react(), serviceWorker()],
  build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 1200 },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
});
