import { render } from 'preact';

export const mount = (root: ShadowRoot) => render(<p>…</p>, root);
