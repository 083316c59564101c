import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

/** The staff's pages: one page at /admin/, its parts loaded as they are opened. */
export const adminPages = (outDir: string): InlineConfig => ({
  configFile: false,
  root: fileURLToPath(new URL('./admin', import.meta.url)),
  base: '/admin/',
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the admin's Content-Security-Policy allows no data: fonts or scripts
    reportCompressedSize: false,
  },
});
