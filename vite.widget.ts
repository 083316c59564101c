import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the chunks lie on the server; the loader and the hosted pages find them there. */
export const widgetBase = '/widget/';

const shared = {
  configFile: false,
  root: here('./widget'),
  base: './', // chunks find each other beside themselves, on whatever origin they are served
  logLevel: 'warn',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} satisfies InlineConfig;

const built = {
  target: 'es2022',
  modulePreload: false, // its runtime would cost every guest 0.6 kB for three small files
  reportCompressedSize: false,
} satisfies InlineConfig['build'];

/** The form, the page of one reservation, and a chunk of texts for each language: ES modules with hashed names. */
export const widgetChunks = (outDir: string): InlineConfig => ({
  ...shared,
  build: {
    ...built,
    outDir,
    emptyOutDir: true,
    manifest: 'manifest.json',
    rolldownOptions: {
      input: {
        form: here('./widget/form.tsx'),
        booking: here('./widget/booking-page.tsx'),
        pages: here('./widget/pages.css'),
      },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});

/** A file of the widget's manifest: `manifest('form.tsx')` is its hashed name. */
export type Manifest = Record<string, { file: string; css?: string[]; dynamicImports?: string[] }>;

/**
 * The loader, `widget.js`: one classic script, so that `<script async>` is all a host page needs.
 * Built after the chunks, because it carries the hashed name of the form.
 */
export const widgetLoader = (outDir: string): InlineConfig => {
  const manifest = JSON.parse(readFileSync(join(outDir, 'manifest.json'), 'utf8')) as Manifest;
  const form = manifest['form.tsx']?.file;
  if (!form) throw new Error('the widget has no chunk for its form');
  return {
    ...shared,
    define: { FORM_CHUNK: JSON.stringify(widgetBase + form) },
    build: {
      ...built,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: here('./widget/loader.ts'),
        output: { format: 'iife', entryFileNames: 'widget.js' },
      },
    },
  };
};
