import { Search } from 'lucide-preact';
import { address, go } from '../place.ts';

/** The page's search: what is typed stands in the address, Escape empties it, and a second Escape leaves it. */
export function SearchField(props: { label: string; placeholder: string; wide?: boolean }) {
  const { search } = address.value;
  return (
    <label class={`search${props.wide ? ' search-wide' : ''}`}>
      <Search size={17} strokeWidth={1.5} aria-hidden="true" />
      <span class="unseen">{props.label}</span>
      <input
        type="search"
        data-search
        autocomplete="off"
        placeholder={props.placeholder}
        value={search}
        onInput={(event) => go({ search: event.currentTarget.value }, 'replace')}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (search) go({ search: '' }, 'replace');
          else event.currentTarget.blur();
        }}
      />
    </label>
  );
}
