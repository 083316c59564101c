import type { EntityManager } from '@mikro-orm/postgresql';
import { coversByWeek } from '../availability/capacity.ts';
import { loadService } from '../availability/service.ts';
import { wallClock } from '../restaurants/clock.ts';
import { checkSettings, overlapsOf } from './check.ts';
import type { ServiceSettings } from './contract.ts';
import { tidy } from './save.ts';
import { serviceOf } from './service.ts';
import { unfitAfter } from './unfit.ts';

/**
 * What saving these settings would do, without doing it. Refuses what saving would refuse, but for the version: one
 * may look at what was described on older ground.
 */
export async function dryRun(
  em: EntityManager,
  asked: { slug: string; organizationId: string; settings: ServiceSettings },
  now: Date,
) {
  const { service } = await loadService(em, asked.slug, null, asked.organizationId);
  const settings = tidy(asked.settings);
  checkSettings(settings);
  const unfit = await unfitAfter(em, asked.slug, asked.organizationId, settings, now);
  const weeks = coversByWeek(service, serviceOf(service, settings), wallClock(now, service.timeZone).day);
  const mean = (key: 'before' | 'after') =>
    Math.round(weeks.reduce((sum, week) => sum + week[key], 0) / weeks.length);
  return {
    overlaps: overlapsOf(settings),
    unfit,
    coversPerWeek: { before: mean('before'), after: mean('after') },
    weeks: weeks.filter((week) => week.before !== week.after),
  };
}
