import {
  BriefcaseBusiness,
  Cake,
  Footprints,
  Globe,
  Heart,
  Link2,
  MessageCircle,
  MessagesSquare,
  NotebookPen,
  PartyPopper,
  Sparkles,
  TriangleAlert,
} from 'lucide-preact';
import type { Occasion, Source } from '../../server/reservations/contract.ts';
import { texts } from '../texts/texts.ts';

const occasionIcons = {
  birthday: Cake,
  anniversary: Heart,
  business: BriefcaseBusiness,
  celebration: PartyPopper,
  other: Sparkles,
};

const sourceIcons = {
  widget: Globe,
  page: Link2,
  chat: MessagesSquare,
  whatsapp: MessageCircle,
  staff: NotebookPen,
  walk_in: Footprints,
};

/** The occasion, as an icon with its word. */
export function OccasionMark({ occasion, word = true }: { occasion: Occasion; word?: boolean }) {
  const Icon = occasionIcons[occasion];
  const name = texts.value.occasions[occasion];
  return (
    <span class="badge badge-occasion" title={word ? undefined : name}>
      <Icon size={13} strokeWidth={1.5} aria-hidden="true" />
      <span class={word ? undefined : 'unseen'}>{name}</span>
    </span>
  );
}

/** Through which channel a reservation came. */
export function SourceMark({ source }: { source: Source }) {
  const Icon = sourceIcons[source];
  const name = texts.value.sources[source];
  return (
    <span class="source" title={name}>
      <Icon size={15} strokeWidth={1.5} aria-hidden="true" />
      <span class="unseen">{name}</span>
    </span>
  );
}

/** How often a guest did not come: red, with a shape. */
export function NoShowMark({ count }: { count: number }) {
  return (
    <span class="badge badge-no-show">
      <TriangleAlert size={13} strokeWidth={1.5} aria-hidden="true" />
      {texts.value.noShows(count)}
    </span>
  );
}

export function Tag({ name }: { name: string }) {
  return <span class="badge badge-tag">{name}</span>;
}
