/** Short news at the edge of the view, the last one on top; some offer to take back what was done. */
import { signal } from '@preact/signals';

export type Toast = {
  id: number;
  text: string;
  tone: 'done' | 'refused' | 'new';
  /** Takes back what the toast tells. */
  undo?: () => void;
};

/** How long a toast stays, in ms; the clock stands still while it is pointed at or focused. */
export const stay = 10_000;

export const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Shows news. At most three at a time; the oldest goes first. */
export function tell(toast: Omit<Toast, 'id'>): number {
  last += 1;
  toasts.value = [...toasts.value, { ...toast, id: last }].slice(-3);
  return last;
}

/** Says something else in the place of news that is still shown; false when it no longer is. */
export function retell(id: number, text: string): boolean {
  if (!toasts.value.some((toast) => toast.id === id)) return false;
  toasts.value = toasts.value.map((toast) => (toast.id === id ? { ...toast, text } : toast));
  return true;
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Takes back the newest thing that can be taken back; false when there is none. */
export function undoNewest(): boolean {
  const toast = toasts.value.findLast((known) => known.undo);
  if (!toast?.undo) return false;
  dismiss(toast.id);
  toast.undo();
  return true;
}
