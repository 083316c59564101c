import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '../refusal.ts';
import { Restaurant } from './restaurant.ts';

/** The restaurant of a slug, for anybody. Refuses with 404. */
export async function findRestaurant(em: EntityManager, slug: string): Promise<Restaurant> {
  const restaurant = await em.findOne(Restaurant, { slug });
  if (!restaurant) throw notFound('restaurant');
  return restaurant;
}

/** The restaurant of a slug, for somebody of its organisation; another organisation's is a 404. */
export async function restaurantOf(
  em: EntityManager,
  slug: string,
  who: { organizationId: string },
): Promise<Restaurant> {
  const restaurant = await em.findOne(Restaurant, { slug, organizationId: who.organizationId });
  if (!restaurant) throw notFound('restaurant');
  return restaurant;
}
