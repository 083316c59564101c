/** How large a plan is drawn: pixels for a step of the grid, so that the ground fills the width it is given. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Ground } from './geometry.ts';

/**
 * `view` is the ref of the element whose width it is; `unit` is null until that is known. Between `least` (a table stays large enough for a thumb, and the rest is scrolled
 * to) and `most`; `height` is what there is at most of it, in pixels, as long as that is not below `least`.
 */
export function useFit(
  ground: Ground,
  limits: { least: number; most: number; height?: number },
): { view: (element: HTMLElement | null) => void; unit: number | null } {
  const [element, view] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [element]);
  const { least, most, height = Infinity } = limits;
  const fitting = (of: number) => Math.max(least, Math.min(most, of / ground.width, height / ground.height));
  return { view, unit: width === null ? null : fitting(width) };
}
