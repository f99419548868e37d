import { resolve } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { packing } from './web-chunks.ts';
import { paraglide } from './web-tools.ts';

const server = process.env['FIELDLOOP_SERVER'] ?? 'http://localhost:4400';
const proxied = ['/trpc', '/api', '/v1', '/blobs', '/healthz', '/readyz', '/metrics'];

const packed = packing(resolve(import.meta.dirname, 'index.html'));

export default defineConfig({
  plugins: [
    paraglideVitePlugin(paraglide),
    react(),
    tailwindcss(),
    VitePWA({
      strategies: 'injectManifest',
      registerType: 'prompt',
      injectRegister: null,
      // The phone fetches its icons once, when it installs the app.
      includeManifestIcons: false,
      srcDir: 'src/worker',
      filename: 'service-worker.ts',
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['index.html', 'assets/*.{js,css}'],
        // The desk is warmed when a planner signs in; a phone never loads it.
        globIgnores: ['assets/desk-*'],
        maximumFileSizeToCacheInBytes: 600_000,
      },
      manifest: {
        id: '/',
        name: '策行 Fieldloop',
        short_name: '策行',
        lang: 'zh-CN',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        orientation: 'any',
        background_color: '#f7f5f0',
        theme_color: '#f7f5f0',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  build: {
    target: 'es2022',
    minify: 'terser',
    terserOptions: { ecma: 2020, module: true, compress: { passes: 4 } },
    // What a screen needs is one or two files by name, so there is nothing to preload ahead of them.
    modulePreload: false,
    // The content security policy allows no inline script or style, and no data: module.
    assetsInlineLimit: 0,
    sourcemap: true,
    manifest: 'build-manifest.json',
    rolldownOptions: {
      // A message is only words: one that a chunk does not say must not make it load the chunk that does.
      treeshake: { moduleSideEffects: [{ test: /[\\/]src[\\/]paraglide[\\/]/, sideEffects: false }] },
      output: {
        chunkFileNames: packed.fileName,
        codeSplitting: {
          groups: packed.groups,
        },
      },
    },
  },
  server: {
    port: 4410,
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
