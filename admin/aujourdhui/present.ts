/** Brings the line of the present moment into sight when it is below, with whole rows under what sticks to the top. */
export function showPresent(): void {
  const line = document.querySelector('.now');
  const list = line?.closest('.split-list');
  if (!line || !list) return;
  const below = line.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
  if (below <= 0) return;
  list.scrollTop = below + list.clientHeight * 0.45;
  const stuck = Math.max(
    ...[...list.querySelectorAll('.day-bar, .filters')]
      .filter((element) => getComputedStyle(element).position === 'sticky')
      .map((element) => element.getBoundingClientRect().bottom),
  );
  const tops = [...list.querySelectorAll('.line')].map((row) => row.getBoundingClientRect().top);
  const first = tops.find((top) => top >= stuck);
  if (first !== undefined) list.scrollTop += first - stuck;
}
