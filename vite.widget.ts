import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the built files lie on the server; the loader and the pages find them there. */
export const widgetBase = '/widget/';

/** A file of the widget's manifest: `manifest['BookingForm.tsx'].file` is its hashed name. */
export type Manifest = Record<string, { file: string; imports?: string[] }>;

const shared = {
  configFile: false,
  root: here('./widget'),
  base: './', // chunks find each other beside themselves, on whatever origin they are served
  logLevel: 'warn',
  publicDir: false,
  resolve: { alias: { 'preact/jsx-runtime': here('./widget/jsx.ts') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', pure: false } },
} satisfies InlineConfig;

const built = {
  target: 'es2022',
  cssTarget: ['chrome125', 'safari18', 'firefox128'], // they know light-dark() and oklch(from …); lowering it would cost 0.3 kB
  modulePreload: false, // its runtime would cost every guest 0.6 kB for two small files
  reportCompressedSize: false,
  emptyOutDir: false,
} satisfies InlineConfig['build'];

/**
 * ES modules with hashed names. Each entry is built by itself and so carries its own Preact: one file compresses
 * better than two, and arrives in one journey.
 */
const entry = (outDir: string, input: string): InlineConfig => ({
  ...shared,
  build: {
    ...built,
    outDir,
    manifest: `${input}.json`,
    // As a library: otherwise every import() is wrapped in 0.7 kB that preload style sheets, of which there are none.
    ...(input.endsWith('.tsx') && { lib: { entry: here(`./widget/${input}`), formats: ['es'] } }),
    rolldownOptions: {
      input: here(`./widget/${input}`),
      preserveEntrySignatures: 'strict',
      output: {
        minify: true,
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});

/** The loader, `widget.js`: one classic script, so that `<script async>` is all a host page needs. */
const loader = (outDir: string, form: string): InlineConfig => ({
  ...shared,
  define: { FORM_CHUNK: JSON.stringify(widgetBase + form) },
  build: {
    ...built,
    outDir,
    rolldownOptions: {
      input: here('./widget/loader.ts'),
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
});

/** Builds the widget and the guests' pages into a folder: hashed chunks, `widget.js`, and `manifest.json`. */
export async function buildWidget(
  build: (config: InlineConfig) => Promise<unknown>,
  outDir: string,
): Promise<void> {
  const inputs = ['BookingForm.tsx', 'ReservationPage.tsx', 'pages.css'];
  const manifest: Manifest = {};
  for (const input of inputs) {
    await build(entry(outDir, input));
    const part = join(outDir, `${input}.json`);
    Object.assign(manifest, JSON.parse(readFileSync(part, 'utf8')));
    rmSync(part);
  }
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest, null, 2));
  // Last, because it carries the hashed name of the form.
  await build(loader(outDir, manifest['BookingForm.tsx']!.file));
}
