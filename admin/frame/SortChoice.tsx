import { ArrowDownUp } from 'lucide-preact';
import { address, go } from '../place.ts';
import { texts } from '../texts/texts.ts';

/** How a list is sorted, in the address. The first order is the usual one, and is not written down. */
export function SortChoice({ orders }: { orders: readonly (readonly [name: string, word: string])[] }) {
  const usual = orders[0]?.[0];
  const { sort } = address.value;
  const known = orders.some(([name]) => name === sort) ? sort : usual;
  return (
    <label class="sort">
      <ArrowDownUp size={15} strokeWidth={1.5} aria-hidden="true" />
      <span class="unseen">{texts.value.frame.sort}</span>
      <select
        value={known ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          go({ sort: value === usual ? null : value }, 'replace');
        }}
      >
        {orders.map(([name, word]) => (
          <option key={name} value={name} selected={name === known}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
