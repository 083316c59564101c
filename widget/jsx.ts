/**
 * What the compiler turns tags into, for the widget alone: Preact's own `createElement` does all the work, and the
 * kilobyte that Preact's jsx-runtime carries for server rendering stays at home.
 */
import { type ComponentType, createElement, type VNode } from 'preact';

export { Fragment } from 'preact';

export const jsx = (type: string | ComponentType, props: object, key?: string | number): VNode<object> =>
  createElement(type as ComponentType, key === undefined ? props : { ...props, key });

export { jsx as jsxs };
