/** How large a plan is drawn: pixels for a step of the grid, so that the ground fills the width it is given. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Ground } from './geometry.ts';

/**
 * Null until the width is known. Between `least` (a table stays large enough for a thumb, and the rest is scrolled
 * to) and `most`; `height` is what there is at most of it, in pixels, as long as that is not below `least`.
 */
export function useFit(
  view: RefObject<HTMLElement | null>,
  ground: Ground,
  limits: { least: number; most: number; height?: number },
): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  if (width === null) return null;
  const { least, most, height = Infinity } = limits;
  return Math.max(least, Math.min(most, width / ground.width, height / ground.height));
}
