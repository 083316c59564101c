import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the built files lie on the server; the loader and the pages find them there. */
export const widgetBase = '/widget/';

/** A file of the widget's manifest: `manifest['BookingForm.tsx'].file` is its hashed name. */
export type Manifest = Record<string, { file: string; imports?: string[] }>;

/**
 * The widget's components are functions of a state that is kept outside and drawn anew from the top. What Preact
 * does for classes, for components with a memory of their own and for add-ons would be 0.7 kB that no guest uses:
 * their methods are looked up as the `undefined` that would be found, `setState` is left out, and the minifier does
 * the rest. A Preact that is written otherwise ends the build here.
 */
const functionsOnly: Plugin = {
  name: 'components-are-functions',
  transform: {
    filter: { id: /node_modules\/preact\/dist\/preact\.mjs/ },
    handler(code) {
      const classMethods =
        /[\w$]+\.(getDerivedStateFrom\w+|component(Will|Did)\w+|shouldComponentUpdate|getChildContext|getSnapshotBeforeUpdate|contextType|vnode|diffed|unmount|event)\b(?!\s*=[^=])/g;
      const setState = /([\w$]+)\.prototype\.setState=function.*?,(?=\1\.prototype\.render=)/s;
      if (!setState.test(code) || !classMethods.test(code)) this.error('Preact is written otherwise now.');
      return { code: code.replace(setState, '').replaceAll(classMethods, 'undefined'), map: null };
    },
  },
};

const shared = {
  configFile: false,
  plugins: [functionsOnly],
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
const entry = (outDir: string, input: string, define: Record<string, string>): InlineConfig => ({
  ...shared,
  define,
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
  // The form comes after what it opens, whose hashed name it carries.
  const inputs = [
    'WaitForm.tsx',
    'ChatForm.tsx',
    'BookingForm.tsx',
    'ReservationPage.tsx',
    'WaitPage.tsx',
    'hosted.ts',
    'pages.css',
    'wait.css',
  ];
  const manifest: Manifest = {};
  for (const input of inputs) {
    const chunk = (name: string) => JSON.stringify(`./${manifest[name]?.file}`);
    const define = { WAIT_CHUNK: chunk('WaitForm.tsx'), CHAT_CHUNK: chunk('ChatForm.tsx') };
    await build(entry(outDir, input, define));
    const part = join(outDir, `${input}.json`);
    Object.assign(manifest, JSON.parse(readFileSync(part, 'utf8')));
    rmSync(part);
  }
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest, null, 2));
  // Last, because it carries the hashed name of the form.
  await build(loader(outDir, manifest['BookingForm.tsx']!.file));
}
